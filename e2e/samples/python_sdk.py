import os

from roster import Roster

client = Roster(api_key=os.environ["ACCESS_TOKEN"], base_url=os.environ["ROSTER_URL"])
result = client.departments.add_member(
    organization_id="org_xyz789",
    department_id="dept_abc123",
    user_id="usr_def456",
)
print(result)
