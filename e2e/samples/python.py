import os

import requests

org_id = "org_xyz789"
dept_id = "dept_abc123"
url = f"{os.environ['ROSTER_URL']}/v1/organizations/{org_id}/departments/{dept_id}/members"
headers = {
    "Authorization": f"Bearer {os.environ['ACCESS_TOKEN']}",
    "Content-Type": "application/json",
}
data = {"user_id": "usr_def456"}

response = requests.post(url, headers=headers, json=data)
member = response.json()
print(member)
