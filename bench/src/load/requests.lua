-- Adds a person who has not been added yet with every request, or reads the same again and again (BENCH_METHOD=GET);
-- prints what came of it as one line of JSON. Environment: BENCH_METHOD, BENCH_THREADS, BENCH_PATH,
-- BENCH_BODY (with %d), BENCH_PEOPLE, BENCH_HEADERS (name: value, one a line).

local path = os.getenv('BENCH_PATH')
local body = os.getenv('BENCH_BODY')
local people = tonumber(os.getenv('BENCH_PEOPLE'))
local perDepartment = path:find('%d', 1, true) ~= nil

wrk.method = os.getenv('BENCH_METHOD')
wrk.path = path
for name, value in os.getenv('BENCH_HEADERS'):gmatch('([^:\n]+): ([^\n]+)') do
  wrk.headers[name] = value
end

-- wrk starts a thread as soon as it is set up, so what one needs to know of the others is told from outside.
local stride = tonumber(os.getenv('BENCH_THREADS'))
local threads = 0

function setup(thread)
  thread:set('index', threads)
  threads = threads + 1
end

-- Each thread has a counter of its own and takes every stride-th person.
local count = 0

function request()
  local number = index + count * stride
  count = count + 1
  local where = perDepartment and path:format(math.floor(number / people) + 1) or path
  if wrk.method == 'GET' then return wrk.format(nil, where) end
  return wrk.format(nil, where, nil, body:format(number % people + 1))
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"refused":%d,"broken":%d,"perSecond":%.3f,"p50":%.3f,"p99":%.3f}\n',
    summary.requests,
    errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000,
    latency:percentile(99) / 1000
  ))
end
