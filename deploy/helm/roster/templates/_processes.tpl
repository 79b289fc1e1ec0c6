{{/*
The processes that are installed, by the names of their images. `values` is the key in the values. `port`: where callers
reach it, set by `portVariable`. `operators`: where health and metrics are. So that callers who do not know yet that it
stops are served, `drains`: it waits for DRAIN_DELAY_MS by itself, or `preStopSeconds`: Kubernetes waits before it asks.
*/}}
{{- define "roster.processes" -}}
api: { values: api, port: 3000, portVariable: PORT, operators: 9464, operatorsVariable: METRICS_PORT, drains: true }
worker: { values: worker, operators: 3001, operatorsVariable: HEALTH_PORT }
{{- if .Values.console.enabled }}
console: { values: console, port: 3002, portVariable: CONSOLE_PORT, operators: 9464, operatorsVariable: METRICS_PORT, preStopSeconds: 5 }
{{- end }}
{{- if .Values.slackBot.enabled }}
slack-bot: { values: slackBot, port: 3003, portVariable: SLACK_PORT, operators: 9464, operatorsVariable: METRICS_PORT, drains: true }
{{- end }}
{{- end }}

{{/*
How long Kubernetes waits before it kills the process, in seconds: the time that the process keeps serving, the 30 s that
it takes at most to finish what is in flight, and 10 s for slow nodes. (list $ process)
*/}}
{{- define "roster.gracePeriod" -}}
{{- $root := index . 0 -}}
{{- $process := index . 1 -}}
{{- $settings := merge dict (index $root.Values $process.values).settings $root.Values.settings -}}
{{- $drainMs := ternary (int64 (dig "DRAIN_DELAY_MS" 5000 $settings)) 0 ($process.drains | default false) -}}
{{- add (div (add $drainMs 999) 1000) ($process.preStopSeconds | default 0) 30 10 -}}
{{- end }}

{{/* Whether a process has its number of pods set by an autoscaler: (list $ process). */}}
{{- define "roster.autoscaled" -}}
{{- if dig "autoscaling" "enabled" false (index (index . 0).Values (index . 1).values) }}true{{ end -}}
{{- end }}
