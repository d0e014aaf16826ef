//! Photo captions and the lines that credit the photographer.

use super::Segmenter;
use super::byline::{self, Credits};
use super::credit;
use super::press::{self, Role};
use crate::text::{Span, is_digit};

/// A longer passage is no caption, in characters.
const LONGEST: usize = 200;

/// Whether a line, in simplified script, only credits a photographer: `新华社记者 李一博 摄`.
pub(super) fn is_credit(byline: Option<&Credits>, text: &str) -> bool {
    if let Some(credits) = byline {
        return !credits.photographers.is_empty() && credits.reporters.is_empty();
    }
    let core = text.trim_matches(['（', '）', '(', ')', ' ', '\u{3000}']);
    let is_short = core.chars().take(17).count() <= 16 && !core.contains(['，', '。', '：', '、', '“']);
    let is_agency = core.strip_suffix('发').is_some_and(|outlet| press::is(Role::Outlet, outlet));
    is_short
        && (is_agency || ["供图", "资料图片", "资料图", "资料照片", "档案照片"].iter().any(|end| core.ends_with(end)))
}

/// Whether a line begins as a caption does.
pub(super) fn opens(text: &str) -> bool {
    let core = text.trim_start_matches(is_pointer);
    press::starts(Role::Caption, core).is_some_and(|word| {
        word.ends_with('为') || core[word.len()..].starts_with(['：', ':', ' ', '\u{3000}', '，', '】', '）', '·'])
    })
}

fn is_pointer(c: char) -> bool {
    c.is_whitespace() || "▲▼◀▶△▽↑↓←→■●□【（(".contains(c)
}

/// Whether a line ends with the credit of a photo: `……泄洪。易水寒摄`.
pub(super) fn is_signed(text: &str) -> bool {
    let core = without_photo_bank(text).trim_end_matches(['）', ')']);
    let end = ["摄", "摄影", "供图"].iter().find_map(|end| core.strip_suffix(end));
    end.is_some_and(|rest| rest.chars().rev().take(20).any(|c| matches!(c, '。' | '（' | '(' | '发')))
}

/// A credit without the bank that the photo is from: 张三摄（人民图片）.
fn without_photo_bank(text: &str) -> &str {
    let text = text.trim_end();
    let bank = text.rfind(['（', '(']).filter(|&open| credit::photo_bank(&text[open..]) == Some(text.len() - open));
    bank.map_or(text, |open| &text[..open])
}

/// Whether a passage tells what a photo shows.
pub(super) fn is_caption(text: &str) -> bool {
    if text.chars().take(LONGEST + 1).count() > LONGEST {
        return false;
    }
    opens(text) || names_photo_later(text)
}

/// `…在西安市举行。图为游客合影。`: the photo is named in the last sentence.
fn names_photo_later(text: &str) -> bool {
    text.match_indices("图为").any(|(at, _)| {
        let before = text[..at].strip_suffix(['上', '下', '左', '右']).filter(|before| before.ends_with('。'));
        before.is_some() || text[..at].ends_with(['。', '，'])
    })
}

/// Whether a passage can be the caption of the photo credited below it.
pub(super) fn may_be_caption(text: &str) -> bool {
    let begins_with_day = text.starts_with(is_digit) && text.find('日').is_some_and(|at| at <= 12);
    let begins_near = ["近日", "日前", "昨日", "昨天", "今天", "当日"].iter().any(|word| text.starts_with(word));
    let n_chars = text.chars().take(LONGEST + 1).count();
    let is_brief = n_chars <= 80 && text.ends_with('。') && text.matches('。').count() <= 2;
    (begins_with_day || begins_near || is_brief || is_caption(text)) && n_chars <= LONGEST
}

/// The photographers that the end of a caption credits: `…合影。新华社记者 李一博 摄`.
pub(super) fn credits(segmenter: &Segmenter, text: &str) -> Option<Credits> {
    let body = without_photo_bank(text).trim_end_matches(['）', ')', ' ', '\u{3000}']);
    let start = body
        .rfind(['。', '！', '？', '”', '（', '('])
        .map(|at| at + text[at..].chars().next().map_or(0, char::len_utf8))?;
    let credits = byline::parse(segmenter, &text[start..])?;
    let shift =
        |spans: Vec<Span>| spans.into_iter().map(|span| Span::new(span.start + start, span.end + start)).collect();
    (!credits.photographers.is_empty()).then(|| Credits::of_photographers(shift(credits.photographers)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_and_credits() {
        let segmenter = Segmenter::new();
        assert!(is_caption("图为游客在街头合影。"));
        assert!(is_caption("峰会在西安举行。图为游客合影。"));
        assert!(!is_caption("企图为自己开脱的人不少。"));
        let is_credit = |text| is_credit(byline::read_line(&segmenter, text).as_ref(), text);
        assert!(is_credit("新华社记者 李一博 摄") && is_credit("新华社发"));
        assert!(!is_credit("□ 本报记者 周晓丽"));
        let text = "图为街景。新华社记者 李一博 摄";
        let names = credits(&segmenter, text).expect("a credit stands at its end").photographers;
        assert_eq!(names[0].of(text), "李一博");
    }
}
