"""moto's server, taught the one policy type that it lacks. Usage: moto_with_chat_policies.py PORT

moto 5.2 refuses CHATBOT_POLICY. This accepts it on roots and policies and gives its ARNs their form. It also lists the
targets of a policy in pages of twenty, as AWS does and moto does not.
"""

import sys

from moto.organizations import models
from moto.server import main

CHAT = "CHATBOT_POLICY"

for model in (models.FakeRoot, models.FakePolicy):
    if CHAT not in model.SUPPORTED_POLICY_TYPES:
        model.SUPPORTED_POLICY_TYPES = [*model.SUPPORTED_POLICY_TYPES, CHAT]

create = models.FakePolicy.__init__


def create_any(self, organization, **settings):
    if settings.get("Type") != CHAT:
        create(self, organization, **settings)
        return
    create(self, organization, **{**settings, "Type": "TAG_POLICY"})
    self.type = CHAT
    self._arn_format = self._arn_format.replace("/tag_policy/", "/chatbot_policy/")


models.FakePolicy.__init__ = create_any

backend = models.OrganizationsBackend
list_targets = backend.list_targets_for_policy


def list_targets_by_page(self, **settings):
    targets = list_targets(self, PolicyId=settings["PolicyId"])["Targets"]
    begin = int(settings.get("NextToken") or 0)
    end = begin + min(20, int(settings.get("MaxResults") or 20))
    more = {"NextToken": str(end)} if end < len(targets) else {}
    return {"Targets": targets[begin:end], **more}


backend.list_targets_for_policy = list_targets_by_page

main(["--host", "127.0.0.1", "--port", sys.argv[1]])
