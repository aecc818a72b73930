"""Whose words a page goes on telling with no word of saying, as in "the bridge would stay shut".

Behind what somebody is said to have said a report tells more of it in the same paragraph, its
verbs set back in time ("would", "had to", "was to") or some of its words in quotation marks, and
names nobody again. So it does right before words that it quotes. Where another person is named in
between, and where an onlooker would do it, nothing goes on. Where nobody has spoken in a
paragraph, what a side would do or will not is its own word: "Peru would take it in four parts".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from goodoffices.read.clause.roles import Scene
from goodoffices.read.clause.tokens import Sentence
from goodoffices.read.said.sayers import is_cue
from goodoffices.read.said.sayings import ends
from goodoffices.read.said.speakers import Speaker
from goodoffices.read.words import lists, words

_TOLD = lists("bargaining.yaml", "reported")
REACH = 2
"""How many sentences behind what was said its words may go on."""
FEWEST = 4
"""So many words in quotation marks are somebody's, and no mere name for something."""
_FIRST = frozenset({"i", "we", "my", "our"})
_HE = frozenset({"he", "she"})
_SET_BACK = frozenset({"have", "be", "need"})
_OWN_WILL = frozenset({"would", "'d", "’d"})
_FORETOLD = frozenset({"will", "wo", "shall"})


@dataclass(frozen=True, slots=True)
class Voiced:
    """Who is said to have said something in a sentence; ``quoted`` where in his own words."""

    speaker: Speaker
    quoted: bool


class Unsaid:
    """The sentences of one document that go on with what somebody said."""

    def __init__(self, scene: Scene, at: Callable[[int], Speaker]) -> None:
        self.scene, self.parse, self.actors = scene, scene.parse, scene.actors
        self.at = at

    def found(self, heard: Mapping[int, Voiced]) -> Iterator[tuple[int, Speaker]]:
        """Yield the sentences that go on, and whose words they are.

        Parameters
        ----------
        heard
            For each sentence in which somebody is said to have said something: who.
        """
        last: tuple[int, Speaker] | None = None
        for sentence in self.parse.sentences:
            at = sentence.index
            if last and (self._paragraph(at) != self._paragraph(last[0]) or at - last[0] > REACH):
                last = None
            if at in heard:
                last = at, heard[at].speaker
                continue
            if last and self._another(sentence, last[1]):
                last = None
            speaker = last[1] if last else self._before_its_words(sentence, heard)
            if speaker is None:
                if (own := self._of_its_own(sentence)) is not None:
                    yield at, own
            elif self._goes_on(sentence):
                last = at, speaker
                yield last

    def _paragraph(self, sentence: int) -> int:
        return self.parse.paragraph_of(sentence)

    def _before_its_words(self, sentence: Sentence, heard: Mapping[int, Voiced]) -> Speaker | None:
        """Return whose quoted words follow a sentence that opens its paragraph."""
        at = sentence.index
        after = heard.get(at + 1)
        opens = at == 0 or self._paragraph(at - 1) != self._paragraph(at)
        if after is None or not after.quoted or not opens:
            return None
        same = self._paragraph(at + 1) == self._paragraph(at)
        return after.speaker if same and not self._another(sentence, after.speaker) else None

    def _another(self, sentence: Sentence, speaker: Speaker) -> bool:
        """Tell whether a sentence names another person than whoever speaks.

        Whoever something is done to does not speak: "Ms Roe would be received".
        """
        named = self.actors.within(sentence.first, sentence.last)
        done_to = {i for i in range(sentence.first, sentence.last) if self._undergoes(i)}
        people = {who for _a, last, who in named if last - 1 not in done_to}
        return any(who != speaker.actor and self._is_person(who) for who in people)

    def _undergoes(self, noun: int) -> bool:
        """Tell whether a noun is what is done something to: the subject of a passive."""
        token = self.scene.token(noun)
        return token.dep == "nsubjpass" and self.scene.passive(token.head)

    def _is_person(self, actor: str) -> bool:
        known = self.actors.get(actor)
        return known is not None and known.kind == "person"

    def _goes_on(self, sentence: Sentence, *, own: bool = False) -> bool:
        """Tell whether a sentence is told as somebody said it, or as its ``own`` subject would."""
        scene, place = self.scene, range(sentence.first, sentence.last)
        root = next((i for i in place if scene.token(i).head == i), None)
        if root is None or sentence.zone != "body":
            return False
        if not ends(scene, sentence) or scene.token(sentence.last - 1).text == "?":
            return False
        if any(scene.token(i).lower in _FIRST and i not in scene.quoted for i in place):
            return False
        subjects = scene.kids(root, "nsubj", "nsubjpass", "csubj", "expl", "attr")
        if not subjects or any(scene.token(s).lemma in _TOLD["others"] for s in subjects):
            return False
        if any(s in scene.quoted for s in subjects if scene.token(s).dep != "attr"):
            return False
        if own:
            return root not in scene.quoted and not self._silent(root)
        if self._quotes(sentence):
            return True
        return root not in scene.quoted and self._set_back(root) and not self._silent(root)

    def _of_its_own(self, sentence: Sentence) -> Speaker | None:
        """Return the side that a sentence says would do something, or will not."""
        scene, place = self.scene, range(sentence.first, sentence.last)
        root = next((i for i in place if scene.token(i).head == i), None)
        if root is None or not self._goes_on(sentence, own=True) or scene.passive(root):
            return None
        helped, denied = scene.forms(root, "aux"), bool(scene.kids(root, "neg"))
        if not (helped & _OWN_WILL or (helped & _FORETOLD and denied)):
            return None
        if "have" in helped or scene.kids(root, "ccomp", "parataxis"):
            return None  # "would have gone"
        named = (n for n in scene.kids(root, "nsubj") if scene.token(n).pos != "PRON")
        found = map(self.at, named)  # whom "it" means here is a guess
        return next((one for one in found if one.actor is not None), None)

    def _quotes(self, sentence: Sentence) -> bool:
        """Tell whether a sentence quotes a part of itself: "The toll was “a tax on hunger”"."""
        row = 0
        for i in range(sentence.first, sentence.last):
            row = row + 1 if i in self.scene.quoted else 0
            if row >= FEWEST:
                return True
        return False

    def _set_back(self, root: int) -> bool:
        """Tell whether a verb is set back in time: "would go", "had to go", "was to go"."""
        scene = self.scene
        helped = scene.forms(root, "aux")
        if "have" in helped:
            return False  # "would have gone"
        if helped & _TOLD["shifted"]:
            return True
        token = scene.token(root)
        owed = token.lemma in _SET_BACK and token.tag == "VBD"
        return owed and any(scene.infinitive(c) for c in scene.kids(root, "xcomp"))

    def _silent(self, root: int) -> bool:
        """Tell whether somebody would not speak: "He would not say when"."""
        token = self.scene.token(root)
        own = self.scene.forms(root, "nsubj") & _HE
        return token.lemma in words("keeping silent") or (bool(own) and is_cue(token))
