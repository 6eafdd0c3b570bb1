#!/usr/bin/env python3
"""Writes modules/actions/aws-commands.json: every command of the AWS CLI and the IAM prefix of its service.

    python3 -m venv .cache/awscli && .cache/awscli/bin/pip install awscli
    .cache/awscli/bin/python scripts/generate-aws-commands.py

Source: the command table of the installed AWS CLI, version 1, which it builds from the service models of
botocore. Both are AWS's own and public; neither is asked over the network. Two runs with the same versions
write the same bytes on the same day.

A command is written as a verb and a noun, and a service's commands are grouped by the verbs that a noun takes;
`+s` after a verb asks for the plural. {"create describe+s": "db-cluster db-instance"} are four commands,
create-db-cluster and describe-db-clusters among them. What the IAM actions are called is not in the models:
modules/actions/irregular-commands.ts lists where they differ from the command.
"""

import json
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

import awscli
import botocore
import botocore.session
from awscli.clidriver import ServiceOperation, create_clidriver
from botocore import xform_name

# IAM's prefix is the name under which requests are signed, but for these.
IAM_PREFIXES = {
    "cloudcontrolapi": "cloudformation",
    "iot-jobs-data": "iotjobsdata",
    "iotdata": "iot",
    "ioteventsdata": "iotevents",
    "IoTSecuredTunneling": "iot",
    "monitoring": "cloudwatch",
    "mturk-requester": "mechanicalturk",
    "partnercentral-account": "partnercentral",
    "partnercentral-benefits": "partnercentral",
    "partnercentral-channel": "partnercentral",
    "partnercentral-selling": "partnercentral",
    "tagging": "tag",
}
# Commands that no model describes.
LOCAL = {"configure": "", "history": "", "s3": "s3"}
# The IAM actions of API Gateway are called after HTTP methods.
NAMED_BY_METHOD = {"apigateway", "apigatewayv2"}

OUTPUT = Path(__file__).parent.parent / "modules" / "actions" / "aws-commands.json"


def main():
    driver = create_clidriver()
    waiters = botocore.session.get_session()
    services = {}
    for name, command in sorted(driver._get_command_table().items()):
        services[name] = local_commands(name, command) if name in LOCAL else service(command, waiters)
    versions = {
        "source": "awscli",
        "version": awscli.__version__,
        "models": f"botocore {botocore.__version__}",
        "date": date.today().isoformat(),
    }
    head = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in versions.items())
    lines = ",\n".join(f"{json.dumps(key)}: {compact(value)}" for key, value in services.items())
    text = f'{{\n{head},\n"services": {{\n{lines}\n}}\n}}\n'
    OUTPUT.write_text(text, encoding="utf-8")
    print(f"{OUTPUT.name}: {len(services)} services, {len(text)} characters", file=sys.stderr)


def local_commands(name, command):
    return {"prefix": LOCAL[name], "commands": grouped(command.subcommand_table)}


def service(command, session):
    table = dict(command._get_command_table())
    table.pop("wait", None)
    model = command.service_model
    entry = {
        "prefix": IAM_PREFIXES.get(model.signing_name, model.signing_name),
        "commands": grouped(table),
    }
    if model.service_name in NAMED_BY_METHOD:
        entry["actions"] = by_method(table)
    unsigned = " ".join(sorted(name for name, one in table.items() if is_unsigned(one)))
    if unsigned:
        entry["unsigned"] = unsigned
    waits = waits_of(model.service_name, session)
    if waits:
        entry["waits"] = waits
    return entry


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def grouped(commands):
    verbs_of = defaultdict(set)
    parts = [command.partition("-") for command in commands]
    nouns = {noun for _, _, noun in parts}
    for verb, _, noun in parts:
        if noun[-1:] == "s" and noun[:-1] in nouns:
            verbs_of[noun[:-1]].add(verb + "+s")
        else:
            verbs_of[noun].add(verb)
    nouns_of = defaultdict(list)
    for noun, verbs in verbs_of.items():
        nouns_of[" ".join(sorted(verbs))].append(noun)
    return {verbs: " ".join(sorted(nouns_of[verbs])) for verbs in sorted(nouns_of)}


def by_method(table):
    methods = defaultdict(list)
    for name, command in sorted(table.items()):
        if isinstance(command, ServiceOperation):
            methods[command._operation_model.http["method"]].append(name)
    return {method: " ".join(names) for method, names in sorted(methods.items())}


def is_unsigned(command):
    return isinstance(command, ServiceOperation) and command._operation_model.auth_type == "none"


def waits_of(service_name, session):
    try:
        model = session.get_waiter_model(service_name)
    except botocore.exceptions.UnknownServiceError:
        return {}
    polled = defaultdict(list)
    for name in model.waiter_names:
        operation = model.get_waiter(name).operation
        polled[xform_name(operation, "-")].append(xform_name(name, "-"))
    return {command: " ".join(sorted(names)) for command, names in sorted(polled.items())}


main()
