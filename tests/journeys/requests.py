"""What is sent through each door of the API: a good request, so that only rights decide about the answer.

`{thing}` stands for the id of a thing of the town; see `tests/towns.py`.
"""

from typing import Any

API = "/api/v1/"
# What the id in an address names, by the first noun of the path.
NOUNS = {
    "envelopes": "envelope",
    "moderation-cases": "case",
    "municipalities": "municipality_id",
    "phases": "phase",
    "pictures": "picture",
    "processes": "process_id",
    "projects": "project",
    "proposals": "proposal",
    "role-grants": "grant",
    "rounds": "round",
}
_OF_MUNICIPALITY = "?municipality={municipality_id}"
_OF_PROCESS = "?process={process_id}"
QUERIES = {
    ("GET", f"{API}bodies"): _OF_MUNICIPALITY,
    ("GET", f"{API}categories"): _OF_PROCESS,
    ("GET", f"{API}districts"): _OF_MUNICIPALITY,
    ("GET", f"{API}journal"): _OF_MUNICIPALITY,
    ("GET", f"{API}moderation-cases"): _OF_MUNICIPALITY,
    ("GET", f"{API}phases"): _OF_PROCESS,
    ("GET", f"{API}processes"): _OF_MUNICIPALITY,
    ("GET", f"{API}proposals"): _OF_PROCESS,
    ("GET", f"{API}rounds"): _OF_PROCESS,
    ("GET", f"{API}rounds/{{public_id}}/result.pb"): "?envelope={envelope}",
    ("GET", f"{API}residencies"): _OF_MUNICIPALITY,
    ("GET", f"{API}role-grants"): _OF_MUNICIPALITY,
}
_PROPOSAL = {"process": "{process_id}", "title": "Ein Trinkbrunnen", "text": "Am Markt fehlt Wasser."}
_ENVELOPE = {"name": "Noch ein Teilbudget", "amount_cents": 100_00}
BODIES: dict[tuple[str, str], Any] = {
    ("POST", f"{API}categories"): {"process": "{process_id}", "name": "Wasser"},
    ("POST", f"{API}intake-records"): {**_PROPOSAL, "channel": "desk", "received_on": "{today}"},
    ("POST", f"{API}moderation-cases/{{public_id}}/decision"): {"outcome": "publish", "reason": "complete"},
    ("POST", f"{API}phases"): {"process": "{process_id}", "kind": "information"},
    ("PATCH", f"{API}phases/{{public_id}}"): {"title": "Ein anderer Name"},
    ("POST", f"{API}processes"): {"municipality": "{municipality_id}", "title": "Noch ein Verfahren"},
    ("PATCH", f"{API}processes/{{public_id}}"): {"summary": "Kurz gesagt."},
    ("POST", f"{API}proposals"): _PROPOSAL,
    ("PATCH", f"{API}proposals/{{public_id}}"): {"title": "Ein anderer Titel"},
    ("POST", f"{API}proposals/{{public_id}}/comments"): {"text": "Eine gute Sache."},
    ("POST", f"{API}proposals/{{public_id}}/pictures"): "picture",  # the one form with a file
    ("POST", f"{API}reports"): {"proposal": "{proposal}", "reason": "advertising"},
    ("POST", f"{API}residencies"): {"email": "{email}", "district": "{district}", "born_on": "1990-01-01"},
    ("POST", f"{API}role-grants"): {
        "municipality": "{municipality_id}",
        "email": "{email}",
        "role": "helper",
        "ends_at": "{next_month}",
    },
    ("POST", f"{API}rounds"): {"process": "{process_id}", "title": "Noch eine Runde"},
    ("PATCH", f"{API}rounds/{{public_id}}"): {"title": "Ein anderer Name"},
    ("POST", f"{API}rounds/{{public_id}}/envelopes"): _ENVELOPE,
    ("PUT", f"{API}envelopes/{{public_id}}"): _ENVELOPE,
    ("POST", f"{API}rounds/{{public_id}}/projects"): {"envelope": "{envelope}", "proposal": "{proposal}"},
    ("PUT", f"{API}projects/{{public_id}}/costing"): {"cost_cents": 500_00, "feasibility": "feasible"},
    ("PUT", f"{API}rounds/{{public_id}}/ballot"): {"choices": {"{envelope}": ["{code}"]}},
    ("POST", f"{API}rounds/{{public_id}}/early-closing"): {"reason": "Alle haben abgestimmt."},
    ("POST", f"{API}rounds/{{public_id}}/rescheduling"): {"reason": "Die Post streikt.", "closes_at": "{next_year}"},
    ("POST", f"{API}rounds/{{public_id}}/resolution"): {
        "body": "{body}",
        "title": "Bürgerbudget",
        "decided_on": "{today}",
        "paper_reference": "12/2026",
        "reasons": "Der Rat folgt dem Ergebnis.",
    },
}
