"""Made pages for the intake tests: one report in many dresses, as sites and readers save them."""

from __future__ import annotations

import textwrap

TITLE = "Envoys meet in Geneva"
BODY = (
    (
        "Envoys of Narland and Ostrava met in Geneva on Monday to discuss the border crossing at "
        "Lake Vell, officials said."
    ),
    (
        "The Norwegian mediator, Kari Lund, said both delegations had “agreed on the agenda” and "
        "would return within a month to continue the talks."
    ),
    (
        "Narland’s foreign minister, Ivo Brandt, told reporters that his government would not "
        "accept any change of the 1994 line without a referendum."
    ),
)
PERSIAN = (
    (
        "نمایندگان دو کشور روز دوشنبه در ژنو دیدار کردند و درباره گذرگاه مرزی "
        "گفت‌وگو کردند، این را مقام‌های رسمی گفتند."
    ),
    (
        "میانجی نروژی گفت که هر دو هیئت «درباره دستور کار توافق کرده‌اند» و تا یک "
        "ماه دیگر برای ادامه مذاکرات باز خواهند گشت."
    ),
    (
        "وزیر خارجه گفت که دولت او هیچ تغییری را بدون همه‌پرسی نخواهد پذیرفت و "
        "این موضع را به خبرنگاران اعلام کرد."
    ),
)
RUSSIAN = (
    (
        "Посланники двух стран встретились в понедельник в Женеве и обсудили "
        "пограничный переход у озера, сообщили официальные лица."
    ),
    (
        "Норвежский посредник заявила, что обе делегации «согласовали повестку» и "
        "вернутся в течение месяца для продолжения переговоров."
    ),
    (
        "Министр иностранных дел сказал журналистам, что его правительство не "
        "примет никаких изменений линии без референдума."
    ),
)
ARABIC = (
    (
        "التقى مبعوثون من البلدين يوم الاثنين في جنيف لبحث معبر الحدود عند "
        "البحيرة، بحسب ما قال مسؤولون في الوفدين."
    ),
    (
        "وقالت الوسيطة النرويجية إن الوفدين «اتفقا على جدول الأعمال» وسيعودان "
        "خلال شهر لمواصلة المحادثات بين الطرفين."
    ),
    ("وقال وزير الخارجية للصحفيين إن حكومته لن تقبل أي تغيير في الخط من دون استفتاء شعبي على ذلك."),
)


def paragraphs(parts: tuple[str, ...]) -> str:
    """Set each part in a paragraph element."""
    return "\n".join(f"<p>{p}</p>" for p in parts)


BLOG = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>{TITLE} – The Daily Lake</title>
<meta property="article:published_time" content="2024-05-07T08:30:00+00:00">
<meta property="og:site_name" content="The Daily Lake"><meta name="author" content="Ana Petrova">
<link rel="canonical" href="https://dailylake.example/2024/05/06/envoys-meet/"></head>
<body class="single has-sidebar"><a class="skip-link" href="#content">Skip to content</a>
<header class="site-header"><div class="site-title">The Daily Lake</div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<div id="page" class="hfeed site sidebar-right"><main>
<article class="post hentry category-world tag-peace"><header class="entry-header">
<h1 class="entry-title">{TITLE}</h1><div class="entry-meta">Posted on
<time class="entry-date published" datetime="2024-05-07T08:30:00+00:00">May 7, 2024</time> by
<span class="author vcard"><a href="/author/ana">Ana Petrova</a></span></div></header>
<div class="entry-content"><p>{BODY[0]}</p>
<figure><img src="x.jpg">
<figcaption>Delegates arrive. Photo: A. Person / Agency</figcaption></figure>
<p>{BODY[1]}</p>
<div class="related-inline"><p>Read more: <a href="/x">Ten years of talks</a></p></div>
<p>{BODY[2]}</p>
<p>This article was originally published by <a href="https://www.reuters.com/x">Reuters</a>.</p>
</div><footer class="entry-footer">Tags: <a href="/t/peace">peace</a></footer></article>
<div class="author-bio"><h2>Ana Petrova</h2>
<p>Ana covers diplomacy for the Lake and has reported from Geneva for ten years.</p></div>
<nav class="post-navigation"><a href="/n">Next: Ferry fares rise →</a></nav>
<div id="comments"><h2>2 thoughts on “{TITLE}”</h2><ol><li><p>I think that Narland has said it
will withdraw from the talks and nobody should believe the minister at all.</p></li></ol>
<div id="respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published.</p>
<label>Name</label><input><textarea>words</textarea><button>Post Comment</button></form></div></div>
</main><aside class="widget-area"><h2>Recent Posts</h2><ul><li><a href="/a">Minister resigns after
the leak of a report</a></li></ul></aside></div>
<footer class="site-footer"><p>© 2024 The Daily Lake. All rights reserved.</p></footer>
<script>var x = "Iran said no.";</script><template><p>Never shown to anyone.</p></template>
</body></html>"""

SOUP = f"""<html><head><title>{TITLE}</title></head><body>
<div class="top"><a href="/">Front</a> | <a href="/w">World</a></div>
<div><b>{TITLE}</b></div><div>By Ana Petrova</div><div>7 May 2024</div>
<div>{BODY[0]}<br><br>{BODY[1]}<br><br>{BODY[2]}</div>
<div style="display:none">Hidden words that nobody sees on this page at all, at any time.</div>
<div>Source: Al Jazeera</div><div>Copyright 2024 Lake Media</div></body></html>"""

STRUCTURED = f"""<!DOCTYPE html><html amp lang=en><head><meta charset=utf-8><title>{TITLE} | LakeNet
</title><script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
{{"@type": "WebPage", "datePublished": "2020-01-01"}},
{{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": "2024-05-07T08:30:00Z",
"author": {{"@type": "Person", "name": "Ana Petrova"}},
"publisher": {{"@type": "Organization", "name": "LakeNet"}}}}]}}</script></head>
<body><section class="story__body"><h1 class="headline">{TITLE}</h1>
<h2 class="dek">Mediator says both sides agreed on the agenda and will return within a month</h2>
<p>{BODY[0]}</p><div class="advert">ADVERTISEMENT</div><p>{BODY[1]}</p><h2>What happens next</h2>
<p>{BODY[2]}</p><aside class="newsletter-signup"><p>Sign up for our newsletter and get the best of
the Lake in your inbox every single morning.</p></aside></section></body></html>"""

TABLE = f"""<html><body><table><tr><td><a href=/>Home</a></td><td class=content><h1>{TITLE}</h1>
<p>{BODY[0]}<p>{BODY[1]}<p>{BODY[2]}
<p>(Source: <a href='http://en.irna.ir/news/1'>link</a>)</td></tr></table></body></html>"""

PERSIAN_PAGE = f"""<html dir="rtl" lang="fa"><head><meta charset="utf-8">
<title>دیدار نمایندگان در ژنو</title></head><body><nav><a href="/">خانه</a></nav>
<article><h1>دیدار نمایندگان در ژنو</h1>{paragraphs(PERSIAN)}<p>منبع: ایرنا</p></article>
<div class="related"><h3>بیشتر بخوانید</h3><ul><li><a href="/1">خبر دیگر از مرز</a></li></ul></div>
<footer>کلیه حقوق محفوظ است</footer></body></html>"""

RUSSIAN_PAGE = f"""<html lang="ru"><head><meta charset="windows-1251">
<title>Встреча посланников в Женеве</title></head><body><div class="article-text">
<h1>Встреча посланников в Женеве</h1>{paragraphs(RUSSIAN)}<p>Источник: ТАСС</p></div>
<div class="comments"><h3>Комментарии</h3><p>Оставить комментарий</p></div></body></html>"""

ARABIC_TEXT = "\n\n".join(
    [
        "لقاء المبعوثين في جنيف",
        *ARABIC,
        "المصدر: الجزيرة",
        "اترك تعليقا",
        "لن يتم نشر عنوان بريدك الإلكتروني.",
    ]
)

PASTED = "\n".join(
    (
        "Skip to content",
        "Menu",
        "Home",
        "World",
        "",
        "Envoys of two states meet in Geneva",
        "",
        "Ana Petrova",
        "7 May 2024, 10:30 GMT",
        "",
        "Share",
        "Facebook",
        "",
        BODY[0],
        "",
        "ADVERTISEMENT",
        "",
        BODY[1],
        "",
        "Related stories",
        "",
        "Ten years of talks",
        "Ferry fares rise again",
        "",
        BODY[2],
        "",
        "About the author",
        "",
        "Ana Petrova is a reporter based in Geneva. She holds a degree in law.",
        "",
        "More from World",
        "",
        "Storm hits the coast",
        "",
        "3 Comments",
        "",
        "Bob says: I think that the minister said something else and I can prove it.",
        "",
        "Subscribe to our newsletter",
    )
)

LINES = f"{TITLE}\nBy Ana Petrova\nMay 7, 2024\n" + "\n".join(BODY) + "\nSource: www.presstv.ir\n"
MAIL = f"{TITLE}\n\n" + "\n\n".join("\n".join(textwrap.wrap(b, 64)) for b in BODY)
SYNDICATED = "\n\n".join(
    [
        TITLE,
        f"GENEVA, May 6 (Reuters) - {BODY[0]}",
        *BODY[1:],
        "(Reporting by Ana Petrova; Editing by Bo Lin)",
    ]
)
FREELANCE = "\n\n".join(
    [
        TITLE,
        *BODY,
        "Original article: https://unknown-outlet.example/2024/05/story",
        "Ana Petrova is a freelance journalist.",
        "The views expressed are the author's own.",
    ]
)
SUMMARY = (
    "Envoys of Narland and Ostrava met over the border crossing at Lake Vell. Lund said both "
    "delegations had agreed on the agenda, while Brandt told reporters that Narland would not "
    "accept any change of the line."
)
SUMMARISED = "\n\n".join([TITLE, SUMMARY, *BODY])
