curl -sS -X POST "$ROSTER_URL/v1/organizations/org_xyz789/departments/dept_abc123/members" \
  -H "Authorization: Bearer $ACCESS_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{
    "user_id": "usr_def456"
  }'
