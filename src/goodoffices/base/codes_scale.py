"""The codes GO139 to GO159: what can go wrong with a corpus, or with a language model."""

from __future__ import annotations

from goodoffices.base.i18n import _

SCALE: dict[str, str] = {
    "GO139": _(
        "Origins are counted over the tables that goodoffices read --out has made, and this folder "
        "holds none."
    ),
    "GO140": _(
        "A line of a JSONL file of documents is one object with a text and, where known, its url "
        "and published (EDTF). This one is not; the other lines are read."
    ),
    "GO141": _(
        "Reading a corpus needs libraries that a page does not: pyarrow for the tables, Dask "
        "for a cluster. They are installed with the extra named scale."
    ),
    "GO142": _(
        "The reader met something in this document that it was not made for. The document was left "
        "out and the others read."
    ),
    "GO143": _(
        "The folder named with --out holds files that no reading of a corpus put there. Nothing "
        "was written among them; name a new folder."
    ),
    "GO144": _(
        "One run at a time writes to a corpus's folder; another has it open. A run that was killed "
        "holds nothing, so the same command can be given at once."
    ),
    "GO145": _(
        "The ledger of a corpus's folder is damaged, so that what is done cannot be told from what "
        "is not. The tables that are there can still be read; read the corpus into a new folder."
    ),
    "GO146": _(
        "Another version may read the same page differently, and one folder must not hold both. "
        "Read the corpus into a new folder."
    ),
    "GO147": _(
        "The Dask scheduler named with --scheduler did not answer within ten seconds. Its address "
        "is what it printed when it was started, such as tcp://192.0.2.1:8786."
    ),
    "GO148": _(
        "A worker was killed while it read, most often because memory ran out. What is done is "
        "kept; the same command goes on from there."
    ),
    "GO149": _(
        "These options say how a corpus is read into a folder of tables, and no folder is named. "
        "A page or two are read without them."
    ),
    "GO156": _(
        "A language model is asked only where a person names one: in a TOML file (--llm-config, or "
        "GOODOFFICES_LLM_CONFIG) with endpoint, the address of an OpenAI-compatible interface, "
        "model and timeout, or in GOODOFFICES_LLM_URL and GOODOFFICES_LLM_MODEL. A key, where one "
        "is needed, is read from GOODOFFICES_LLM_KEY alone. Another computer is asked by https "
        "only."
    ),
    "GO157": _(
        "The language model gave no answer that can be used, three times: no connection, an error, "
        "a redirection, too late, too long, or not in the form asked for. What the rules found is "
        "as it was."
    ),
    "GO158": _(
        "The language model proposed words or names that do not stand in the page to the letter. "
        "It was told so twice; what still did not was dropped. So is an event whose actors the "
        "rules have not found."
    ),
    "GO159": _(
        "Asking a language model needs httpx and jsonschema, which are installed with the extra "
        "named llm."
    ),
}
