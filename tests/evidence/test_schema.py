"""What --json prints is what the schema says."""

import json

import jsonschema
import pytest

import goodoffices

TEXT = (
    "Oman says it is ready\n\n"
    "Oman offered on Monday to mediate between the United States and Iran over sanctions. "
    "“We are ready,” Omani Foreign Minister Badr al-Busaidi said. "
    "A diplomat said that Iran would answer soon.\n\nSource: www.example.org\n"
)


def test_the_schema_is_valid_and_a_dossier_follows_it() -> None:
    schema = goodoffices.dossier_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    found = json.loads(json.dumps(goodoffices.read_text(TEXT).to_dict()))
    assert found["statements"]
    assert found["events"]
    jsonschema.validate(found, schema)


def test_the_schema_refuses_a_dossier_with_a_field_too_many_or_too_few() -> None:
    schema = goodoffices.dossier_schema()
    found = json.loads(json.dumps(goodoffices.read_text(TEXT).to_dict()))
    found["statements"][0]["mood"] = "glad"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, schema)
    del found["statements"][0]["mood"]
    del found["statements"][0]["speaker"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, schema)


def test_several_documents_give_a_list_of_documents() -> None:
    both = goodoffices.merge([goodoffices.read_text(TEXT), goodoffices.read_text("Iran agreed.")])
    found = json.loads(json.dumps(both.to_dict()))
    assert len(found["documents"]) == 2
    jsonschema.validate(found, goodoffices.dossier_schema())
