"""Each operation of the API has its method, which sends what the OpenAPI document says."""

from __future__ import annotations

import inspect
import json
import unittest
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple, get_args
from urllib.parse import parse_qs, urlsplit

import roster
from roster import types

from .case import ClientCase
from .server import Reply

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "openapi.json"

#: Headers that are arguments, with a value for each and what is sent.
HEADERS = {
    "Idempotency-Key": ("idempotency_key", "my-key", "my-key"),
    "Prefer": ("wait", 7, "wait=7"),
    "If-Match": ("if_match", '"etag"', '"etag"'),
}


def snake(name: str) -> str:
    words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return "from_" if words == "from" else words


class Document(ClientCase):
    maxDiff = None
    document = json.loads(DOCUMENT.read_text("utf-8"))

    def operations(self) -> Iterator[Tuple[str, str, Dict[str, Any]]]:
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                yield method.upper(), path, operation

    def resolve(self, thing: Dict[str, Any]) -> Dict[str, Any]:
        if "$ref" not in thing:
            return thing
        _, components, kind, name = thing["$ref"].split("/")
        return self.resolve(self.document[components][kind][name])

    def value(self, schema: Dict[str, Any]) -> Any:
        """A value of the type, whatever else is asked of it."""
        schema = self.resolve(schema)
        if "anyOf" in schema:
            return self.value(schema["anyOf"][0])
        kind = schema["type"][0] if isinstance(schema.get("type"), list) else schema.get("type")
        if kind == "object":
            return {name: self.value(of) for name, of in schema.get("properties", {}).items()}
        if kind == "array":
            return [self.value(schema["items"])]
        return {"integer": 7, "boolean": True}.get(str(kind), "ä/ß")

    def method_of(self, operation: Dict[str, Any]) -> Any:
        name = operation["x-roster-sdk"]
        return getattr(getattr(self.client, snake(name["resource"])), snake(name["method"]))

    def test_each_operation_has_its_method(self) -> None:
        for method, path, operation in self.operations():
            with self.subTest(operation["operationId"]):
                self.assertTrue(inspect.getdoc(self.method_of(operation)))
                self.check(method, path, operation)

    def check(self, method: str, path: str, operation: Dict[str, Any]) -> None:
        parameters = [self.resolve(parameter) for parameter in operation.get("parameters", [])]
        given: Dict[str, Dict[str, Any]] = {"path": {}, "query": {}}
        arguments: Dict[str, Any] = {}
        headers: Dict[str, str] = {}
        for parameter in parameters:
            if parameter["in"] == "header":
                if parameter["name"] in HEADERS:
                    name, value, sent = HEADERS[parameter["name"]]
                    arguments[name], headers[parameter["name"]] = value, sent
                continue
            value = self.value(parameter["schema"])
            given[parameter["in"]][parameter["name"]] = arguments[snake(parameter["name"])] = value
        body = None
        if "requestBody" in operation:
            body = self.value(operation["requestBody"]["content"]["application/json"]["schema"])
            arguments.update({snake(name): value for name, value in body.items()})
            given["query"] = {name: value for name, value in given["query"].items() if name not in body}

        self.server.received.clear()
        self.answers(Reply(200, {"data": [], "next_cursor": None}))
        answer = self.method_of(operation)(**arguments)
        if isinstance(answer, roster.Items):
            list(answer)

        [request] = self.server.received
        target = urlsplit(request.target)
        self.assertEqual(request.method, method)
        self.assertEqual(target.path, self.filled(path))
        sent_query = {name: values[0] for name, values in parse_qs(target.query).items()}
        self.assertEqual(sent_query, {name: str(value).replace("True", "true") for name, value in given["query"].items()})
        self.assertEqual({name: request.headers[name] for name in headers}, headers)
        self.assertEqual(json.loads(request.body) if request.body else None, body)

    @staticmethod
    def filled(path: str) -> str:
        return "/".join("%C3%A4%2F%C3%9F" if part.startswith("{") else part for part in path.split("/"))

    def test_there_is_no_method_that_the_document_lacks(self) -> None:
        documented: Dict[str, List[str]] = {}
        for _, _, operation in self.operations():
            name = operation["x-roster-sdk"]
            documented.setdefault(snake(name["resource"]), []).append(snake(name["method"]))
        for resource, methods in documented.items():
            public = [name for name in vars(type(getattr(self.client, resource))) if not name.startswith("_")]
            with self.subTest(resource):
                self.assertEqual(sorted(public), sorted(methods))

    def test_all_error_codes_are_known(self) -> None:
        error = self.document["components"]["schemas"]["Error"]["properties"]["error"]
        codes = self.resolve(self.resolve(error)["properties"]["code"])["enum"]
        self.assertEqual(list(get_args(types.ErrorCode)), codes)


class Names(unittest.TestCase):
    def test_no_name_is_in_camel_case(self) -> None:
        client = roster.Roster(api_key="secret", base_url="http://127.0.0.1:1")
        resources = [value for value in vars(client).values() if type(value).__module__ == "roster._resources"]
        self.assertTrue(resources)
        for resource in resources:
            for name, method in inspect.getmembers(resource, inspect.ismethod):
                for word in [name, *inspect.signature(method).parameters]:
                    self.assertEqual(word, word.lower())
