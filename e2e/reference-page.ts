/** What the reference page shows as answers, with a pattern for what differs from call to call. */

export const member201 = {
  user_id: 'usr_def456',
  full_name: 'Jane Smith',
  email: 'jane@company.com',
  added_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
};

export const duplicate409 = {
  success: false,
  error: {
    code: 'DEPARTMENT_MEMBERSHIP_DUPLICATE',
    message: 'This user is already a member of the department.',
    system_message: 'Department membership duplicate',
    type: 'client_error',
    status: 409,
    details: { user_id: 'usr_def456', department_id: 'dept_abc123' },
    trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
  },
};

export const notFound404 = {
  success: false,
  error: {
    code: 'MEMBER_NOT_FOUND',
    message: 'The specified user is not a member of this organization.',
    system_message: 'User is not a member of this organization',
    type: 'client_error',
    status: 404,
    details: { user_id: 'usr_invalid' },
    trace_id: duplicate409.error.trace_id,
    timestamp: duplicate409.error.timestamp,
  },
};
