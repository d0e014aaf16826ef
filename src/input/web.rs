//! The article of a page of the web: its text without menus, its title, day and address.
//!
//! Positions count characters of the text that is found, not of the markup: it is what the quotes of the graph
//! stand in, and what `audit` finds again.

use std::panic::{self, AssertUnwindSafe};

use dom_smoothie::{Article, Config, Readability, TextMode};

use super::markup::{self, Wild};
use super::plain::decoded;
use super::record;
use super::reject::Reject;
use super::units::Reading;
use crate::text::{Declared, Decoded, Encoding, Source};

/// An article of fewer characters is looked for once more by looser rules. Chinese says in 50 characters what the
/// Latin script, for which the rules were made, says in 150; a brief has no more.
const BRIEF: usize = 50;

/// Words of so many characters in one piece may be a title or a caption; labels of buttons and menus are shorter.
const SHORTEST: usize = 8;

/// Reads a page.
pub(super) fn read(name: String, bytes: &[u8], reading: &Reading) -> Result<Source, Reject> {
    let Decoded { text: html, encoding } = decoded_page(&name, bytes, reading.encoding)?;
    let page = markup::tame(html).map_err(|Wild { reason, byte }| {
        let reject = Reject::content(&name, "depth", format!("{reason} at byte {byte} of its text"));
        if encoding == Encoding::Utf8 { reject.at_byte(byte as u64) } else { reject }
    })?;
    let found = panic::catch_unwind(AssertUnwindSafe(|| find(page)));
    let found = found.map_err(|_| Reject::content(&name, "internal", "the program failed on this page"))?;
    let (text, mut declared) = found.ok_or_else(|| no_article(&name))?;
    declared.date = declared.date.or_else(|| reading.date.clone());
    Ok(Source { name, line: None, declared, encoding, text })
}

fn no_article(name: &str) -> Reject {
    Reject::content(name, "no-article", "the page holds no article, only menus, labels or nothing")
        .with_hint("save its text as plain text if it has one")
}

/// The page in the encoding that was named, else that of its mark, else the one it declares, else the one it shows.
fn decoded_page(name: &str, bytes: &[u8], named: Option<Encoding>) -> Result<Decoded, Reject> {
    let has_mark = [b"\xEF\xBB\xBF".as_slice(), b"\xFF\xFE", b"\xFE\xFF"].iter().any(|mark| bytes.starts_with(mark));
    if named.is_some() || has_mark {
        return decoded(name, bytes, named);
    }
    match declared_encoding(bytes).map(|encoding| decoded(name, bytes, Some(encoding))) {
        Some(Ok(decoded)) => Ok(decoded),
        // Pages are saved in another encoding than they say often enough.
        _ => decoded(name, bytes, None),
    }
}

/// The encoding that a page declares at its head.
fn declared_encoding(bytes: &[u8]) -> Option<Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_ascii_lowercase();
    let values = ["charset", "encoding"].into_iter().flat_map(|word| head.split(word).skip(1).collect::<Vec<_>>());
    let names = values.filter_map(|rest| {
        let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        value.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next().and_then(Encoding::find)
    });
    // Who can read it as ASCII does not read UTF-16.
    names.into_iter().find(|encoding| matches!(encoding, Encoding::Utf8 | Encoding::Gb18030 | Encoding::Big5))
}

/// The text of the article, and what the page says of it.
fn find(page: String) -> Option<(String, Declared)> {
    let config = Config { text_mode: TextMode::Formatted, char_threshold: BRIEF, ..Config::default() };
    let mut reader = Readability::new(page, None, Some(config)).ok()?;
    drop_unread(&reader);
    let (heading, date, url) = (heading(&reader), date(&reader), address(&reader));
    drop_menus(&reader);
    part_long_texts(&reader);
    let article = reader.parse().ok()?;
    let text = cleaned(&article.text_content);
    if !tells(&text) {
        return None;
    }
    let date = date.or_else(|| article.published_time.as_deref().and_then(|time| record::day(time).ok()));
    let title = title(&article, heading);
    Some((text, Declared { id: None, title, date, url }))
}

/// Whether a text tells anything: it has a sentence, or words in one piece that are no mere label.
fn tells(text: &str) -> bool {
    let ends = |piece: &str| piece.contains(['。', '！', '？', '；']) || piece.ends_with(['.', '!', '?', ';']);
    text.split_whitespace().any(|piece| ends(piece) || piece.chars().count() >= SHORTEST)
}

/// What is not read as text: forms to fill in, drawings, what waits for a script, and how characters are pronounced
/// (`rt`, and the brackets around it in `rp`). What begins with q here is `select`, `svg`, `template` and the like, whose
/// names [`markup::tame`] has changed.
fn drop_unread(reader: &Readability) {
    reader.doc.select("qelect, qextarea, qvg, qath, qoscript, qframe, qemplate, rt, rp").remove();
}

/// What can be no part of an article: lists of links, and what the standard says is none.
fn drop_menus(reader: &Readability) {
    reader.doc.select("nav, footer, aside, form").remove();
    let n_chars = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    for list in reader.doc.select("ul, ol, dl").iter() {
        let n_linked: usize = list.select("a").iter().map(|link| n_chars(&link.text())).sum();
        if n_linked * 10 > n_chars(&list.text()) * 7 {
            list.remove();
        }
    }
}

/// So many bytes may a text without tags, or the value of an attribute, have in one piece.
const LONGEST: usize = 4096;

/// Parts texts into pieces, which are read as one, and cuts off long values of attributes.
///
/// The reader writes the article as HTML too, which nobody asked for, and behind each `&` and each no-break space it
/// looks again for the next `<` or `>` of the same text: one of nothing else takes time in the square of its length.
fn part_long_texts(reader: &Readability) {
    for node in reader.doc.root().descendants() {
        if node.is_text() {
            let text = node.text();
            let mut rest: &str = &text;
            while let Some((piece, behind)) = part(rest) {
                node.insert_before(&node.tree.new_text(piece));
                rest = behind;
            }
            if rest.len() < text.len() {
                node.set_text(rest);
            }
        }
        for attribute in node.attrs() {
            if let Some((start, _)) = part(&attribute.value) {
                node.set_attr(&attribute.name.local, start);
            }
        }
    }
}

/// The first piece of a text that is too long for one, and the rest.
fn part(text: &str) -> Option<(&str, &str)> {
    if text.len() <= LONGEST {
        return None;
    }
    (1..=LONGEST).rev().find(|&end| text.is_char_boundary(end)).map(|end| text.split_at(end))
}

/// Elements that a heading does not hold: one that does was left open, and the rest of the page lies in it.
const BLOCKS: [&str; 12] =
    ["p", "div", "table", "ul", "ol", "dl", "section", "article", "blockquote", "pre", "figure", "hr"];

/// The one heading of the first rank: its first block, as a heading that was left open holds the rest of the page.
fn heading(reader: &Readability) -> Option<String> {
    let headings = reader.doc.select("h1");
    let texts = headings.nodes().iter().map(|heading| {
        let mut text = String::new();
        for node in heading.descendants_it() {
            if BLOCKS.iter().any(|block| node.has_name(block)) && !text.trim().is_empty() {
                break;
            }
            if node.is_text() {
                text.push_str(&node.text());
            }
        }
        one_line(&text)
    });
    let mut texts = texts.filter(|text| !text.is_empty());
    texts.next().filter(|_| texts.next().is_none())
}

/// The title, without the name of the site that pages put behind it (中老铁路通车_新华网).
fn title(article: &Article, heading: Option<String>) -> Option<String> {
    let title = one_line(&article.title);
    let heading = heading.filter(|heading| title.is_empty() || title.starts_with(heading.as_str()));
    heading.or(Some(title)).filter(|title| !title.is_empty())
}

/// Names under which Chinese sites tell the day of publication, beside those that the parser knows.
const DAYS: [&str; 9] = [
    "publishdate",
    "pubdate",
    "publish-date",
    "publish_time",
    "pubtime",
    "date",
    "og:release_date",
    "og:pubdate",
    "article:published_time",
];

fn date(reader: &Readability) -> Option<String> {
    metas(reader).find_map(|(name, content)| DAYS.contains(&name.as_str()).then(|| record::day(&content).ok())?)
}

/// Where the page says it was published.
fn address(reader: &Readability) -> Option<String> {
    let link = reader.doc.select("link[rel=\"canonical\"]").attr("href").map(|href| href.trim().to_owned());
    let url = link.or_else(|| metas(reader).find_map(|(name, content)| (name == "og:url").then_some(content)));
    url.filter(|url| ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme)))
}

/// The metadata of a page: names in small letters, and contents.
fn metas(reader: &Readability) -> impl Iterator<Item = (String, String)> {
    let metas = reader.doc.select("meta");
    let pairs = metas.iter().filter_map(|meta| {
        let name = ["name", "property", "itemprop"].into_iter().find_map(|attribute| meta.attr(attribute))?;
        Some((name.trim().to_ascii_lowercase(), meta.attr("content")?.trim().to_owned()))
    });
    pairs.collect::<Vec<_>>().into_iter()
}

/// The lines of a text without space around them, one empty line between two paragraphs.
fn cleaned(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}'));
    let mut cleaned = String::with_capacity(text.len());
    for line in lines.filter(|line| !line.is_empty()) {
        if !cleaned.is_empty() {
            cleaned.push_str("\n\n");
        }
        cleaned.push_str(line);
    }
    cleaned
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> String {
        let menu: String = (0..30).map(|n| format!("<li><a href='/c{n}'>频道{n}</a></li>")).collect();
        format!(
            "<!DOCTYPE html><html><head><meta charset=utf-8><title>中老铁路通车_新华网</title>\
             <meta name=PubDate content='2023年06月01日 10:00'><link rel=canonical href='https://news.example/1'>\
             <script>document.write('<p>乌鲁木齐</p>')</script><style>p {{}}</style></head><body>\
             <div class=nav><ul>{menu}</ul></div><h1>中老铁路通车</h1><div id=content>{body}</div>\
             <div class=related><ul>{menu}</ul></div><noscript>请打开脚本</noscript></body></html>"
        )
    }

    fn read(bytes: &[u8]) -> Result<Source, Reject> {
        super::read("page.html".to_owned(), bytes, &Reading::default())
    }

    const LONG: &str = "<p>中国和老挝2日举行仪式，&quot;中老铁路&quot;由中国国家铁路集团有限公司参与建设。</p>\
                        <p>老挝外交部对此表示欢迎，并说这条铁路将带动沿线地区的发展，使两国人民得益。</p>";

    #[test]
    fn the_article_is_found_and_the_menus_are_not() {
        let source = read(page(LONG).as_bytes()).unwrap();
        let lines: Vec<&str> = source.text.split("\n\n").collect();
        assert_eq!(lines.len(), 2, "{}", source.text);
        assert!(lines[0].ends_with("，\"中老铁路\"由中国国家铁路集团有限公司参与建设。"), "{}", lines[0]);
        let declared = source.declared;
        assert_eq!(declared.title.as_deref(), Some("中老铁路通车"));
        assert_eq!(declared.date.as_deref(), Some("2023-06-01"));
        assert_eq!(declared.url.as_deref(), Some("https://news.example/1"));
    }

    #[test]
    fn a_brief_is_an_article_too() {
        let source = read(page("<p>中国和老挝2日举行会谈，张建国表示欢迎。</p>").as_bytes()).unwrap();
        assert_eq!(source.text, "中国和老挝2日举行会谈，张建国表示欢迎。");
    }

    #[test]
    fn a_page_is_read_in_the_encoding_it_declares_or_shows() {
        let gbk = |text: &str| {
            let text = text.replace("utf-8", "gb2312");
            // What the page holds, in GBK, from the table of the decoder itself.
            let mut bytes = Vec::new();
            for c in text.chars() {
                match c.is_ascii() {
                    true => bytes.push(c as u8),
                    false => bytes.extend(in_gbk(c)),
                }
            }
            bytes
        };
        let source = read(&gbk("<html><meta charset=utf-8><p>中国和中国，中国和中国，中国和中国。")).unwrap();
        assert_eq!((source.encoding, source.text.chars().next()), (Encoding::Gb18030, Some('中')));
        let lies = read("<html><meta charset=gb2312><p>中国和老挝举行会谈，签署协议。".as_bytes()).unwrap();
        assert_eq!(lies.encoding, Encoding::Utf8);
    }

    fn in_gbk(c: char) -> Vec<u8> {
        let all = (0xA1..=0xF7_u8).flat_map(|lead| (0xA1..=0xFE_u8).map(move |trail| [lead, trail]));
        all.map(Vec::from)
            .find(|bytes| crate::text::decode(bytes, Some(Encoding::Gb18030)).is_ok_and(|d| d.text.starts_with(c)))
            .unwrap()
    }

    #[test]
    fn what_is_not_shown_or_only_spells_is_not_read() {
        let ruby = "<p><ruby>中<rp>(</rp><rt>zhong<rp>)</rp>国<rt>guo</ruby>和老挝2日举行会谈，张建国表示欢迎。</p>";
        let source =
            read(page(&format!("<template><h1>德国</h1><p>德国总理访问法国。</p></template>{ruby}")).as_bytes());
        let Source { text, declared, .. } = source.unwrap();
        assert_eq!(text, "中国和老挝2日举行会谈，张建国表示欢迎。");
        assert_eq!(declared.title.as_deref(), Some("中老铁路通车"));
    }

    #[test]
    fn a_heading_that_is_left_open_ends_at_the_first_block() {
        let title = |heading: &str| read(format!("<html><body>{heading}{LONG}").as_bytes()).unwrap().declared.title;
        for heading in ["<h1>中老铁路<b>通车</b>", "<h1>中老铁路<br>通车<div>", "<h1><div>中老铁路通车</div></h1>"]
        {
            let title = title(heading).unwrap();
            assert_eq!(title.replace(' ', ""), "中老铁路通车", "{heading}");
        }
    }

    #[test]
    fn a_long_text_is_read_as_one() {
        let long = "中国和老挝&amp;&nbsp;举行 会谈，".repeat(2_000);
        let text = read(page(&format!("<p title='{long}'>{long}</p>")).as_bytes()).unwrap().text;
        assert_eq!(text.trim_end(), "中国和老挝& 举行 会谈，".repeat(2_000));
    }

    #[test]
    fn no_text_and_no_value_is_longer_than_a_piece() {
        let signs = "&amp;中".repeat(10_000);
        let html = page(&format!("<p title='{signs}'>{signs}</x>{signs}</p>"));
        let reader = Readability::new(html, None, None).unwrap();
        part_long_texts(&reader);
        for node in reader.doc.root().descendants() {
            assert!(!node.is_text() || node.text().len() <= LONGEST);
            assert!(node.attrs().iter().all(|attribute| attribute.value.len() <= LONGEST));
        }
    }

    #[test]
    fn what_is_no_article_is_told() {
        assert_eq!(read(b"<html><body></body></html>").unwrap_err().code, "no-article");
        for labels in ["<div>菜单</div>", "<div>首页</div><div>新闻 视频</div><div>关于我们</div>"] {
            let html = format!("<html><body>{labels}</body></html>");
            assert_eq!(read(html.as_bytes()).unwrap_err().code, "no-article", "{labels}");
        }
        for brief in ["同意。", "Good news.", "中国和老挝签署协议"] {
            let html = format!("<html><body><div>{brief}</div></body></html>");
            assert_eq!(read(html.as_bytes()).unwrap().text, brief);
        }
        assert_eq!(read(b"").unwrap_err().code, "empty");
        let deep = read("<div>".repeat(100_000).as_bytes()).unwrap_err();
        assert_eq!((deep.code, deep.byte), ("depth", Some(512 * 5)));
        let attributes: String = (0..400_000).map(|n| format!(" a{n}=1")).collect();
        let wide = read(format!("<p{attributes}>{LONG}").as_bytes()).unwrap_err();
        assert_eq!((wide.code, wide.byte), ("depth", Some(0)));
        assert!(wide.reason.contains("attributes") && wide.reason.contains("at byte 0"), "{}", wide.reason);
    }

    #[test]
    fn no_entity_grows() {
        let bomb =
            "<!DOCTYPE html [<!ENTITY a \"中国中国\"><!ENTITY b \"&a;&a;&a;\">]><html><p>&b;&b;中国和老挝举行会谈。";
        let source = read(bomb.as_bytes()).unwrap();
        assert!(source.text.chars().count() < 100);
        assert!(!source.text.contains("]>") && source.declared.title.is_none(), "{source:?}");
    }
}
