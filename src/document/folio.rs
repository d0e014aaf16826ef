//! Lines about the paper and not of the news: folios, editors, addresses, page references.

use super::line::{Line, Marks};
use super::press::{self, Role};
use crate::text::{digit, is_digit};

/// Longer lines are news, in characters.
const LONGEST: usize = 80;

/// Longer lines are no folios.
const LONGEST_FOLIO: usize = 60;

/// Whether a line, which is `text` in simplified script, is about the paper.
pub(super) fn is_furniture(line: &Line, text: &str) -> bool {
    if line.n_chars > LONGEST || line.marks.has(Marks::STOP) {
        return false;
    }
    is_page_number(text, line.n_chars)
        || is_folio(line, text)
        || is_imprint(line, text)
        || is_turn(text, line.n_chars)
        || is_trail(text)
}

/// The way to a page of a site: 首页 > 国际 > 非洲, 当前位置：首页>>国际.
fn is_trail(text: &str) -> bool {
    let trail = text.rsplit_once(['：', ':']).map_or(text, |(_, trail)| trail);
    let steps = || trail.split(TRAIL).map(str::trim).filter(|step| !step.is_empty());
    let is_step = |step: &str| step.chars().count() <= LONGEST_STEP && step.chars().all(char::is_alphanumeric);
    steps().nth(1).is_some() && trail.contains(TRAIL) && steps().all(is_step)
}

/// What stands between the steps of a way.
const TRAIL: [char; 4] = ['>', '＞', '›', '»'];

/// The most characters of a step.
const LONGEST_STEP: usize = 8;

/// Whether a line beside a folio is the name of the paper or of the section: 要闻, 中国改革报.
pub(super) fn is_masthead(text: &str) -> bool {
    let n_chars = text.chars().take(9).count();
    n_chars <= 8 && (press::ends(Role::MastheadEnd, text).is_some() || text.ends_with('报') && n_chars >= 4)
}

/// Whether a line beside a folio is the paper, its section and the number of the page: 滨城晚报 城事 A06, 国际 16.
pub(super) fn is_numbered(text: &str) -> bool {
    let parts: Vec<&str> = parts(text).take(MOST_PARTS + 2).collect();
    let digits = |part: &'static str, rest: &str| rest.trim_end_matches(part).chars().all(is_digit);
    // A06, 第3版; a bare number may count anything.
    let is_code = |part: &str| {
        let rest = part.trim_start_matches('第').trim_start_matches(|c: char| c.is_ascii_uppercase());
        (1..=4).contains(&rest.chars().count()) && digits("版", rest)
    };
    let (code, names) = match parts.as_slice() {
        [names @ .., last] if is_code(last) => (*last, names),
        [first, names @ ..] if is_code(first) => (*first, names),
        // 滨城晚报 A06 城事
        [paper, code, section] if is_code(code) && !code.chars().all(is_digit) => {
            return [paper, section].iter().all(|name| is_word(name) && name.chars().count() <= LONGEST_NAME);
        }
        _ => return false,
    };
    let is_name = |name: &&str| match code.chars().all(is_digit) {
        true => is_of_paper(name),
        false => is_word(name) && name.chars().count() <= LONGEST_NAME,
    };
    (1..=MOST_PARTS).contains(&names.len()) && names.iter().all(is_name)
}

/// Whether a line above a day is the paper or a section of it: 会展·体育.
pub(super) fn is_section(text: &str) -> bool {
    let parts: Vec<&str> = parts(text).take(MOST_PARTS + 1).collect();
    (1..=MOST_PARTS).contains(&parts.len()) && parts.iter().all(|part| is_of_paper(part))
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_divider).filter(|part| !part.is_empty())
}

/// Whether a word is what sections are called (要闻, 公司与产业), or ends as the names of papers do.
fn is_of_paper(word: &str) -> bool {
    let is_section = press::starts(Role::Section, word).is_some() && press::ends(Role::Section, word).is_some();
    is_word(word)
        && word.chars().count() <= LONGEST_NAME
        && (is_section || is_masthead(word) || press::is(Role::Outlet, word))
}

fn is_word(part: &str) -> bool {
    part.chars().all(|c| c.is_alphanumeric() && !c.is_ascii() && !is_digit(c))
}

/// Whether a line shows a day with the day of the week (星期四, 周四), or with the number of the page.
pub(super) fn is_dated(text: &str) -> bool {
    split_day(text).is_some_and(|(_, rest)| {
        let is_weekday = |part: &str| part.starts_with('周') && part.chars().count() == 2;
        parts(&rest).any(|part| part.starts_with("星期") || is_weekday(part) || part.ends_with('版'))
    })
}

fn is_divider(c: char) -> bool {
    c.is_whitespace() || "·•|｜/／—".contains(c)
}

/// The most names in a folio, and the most characters of one.
const MOST_PARTS: usize = 3;
const LONGEST_NAME: usize = 6;

/// `3`, `A03`, `第3版`, `— 3 —`.
fn is_page_number(text: &str, n_chars: usize) -> bool {
    if n_chars > 10 {
        return false;
    }
    let core: String = text.chars().filter(|c| !c.is_whitespace() && !"-—–·.|｜".contains(*c)).collect();
    let rest = core.trim_start_matches('第').trim_end_matches(['版', '页']);
    let is_marked = rest.len() < core.len() || core.len() < text.len();
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_uppercase());
    !digits.is_empty()
        && rest.len() - digits.len() <= 1
        && digits.chars().count() <= 3
        && (digits.chars().all(is_digit) || (is_marked && digits.chars().all(is_numeral)))
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// A day with a weekday, an edition, the names of paper and section or nothing beside it.
fn is_folio(line: &Line, text: &str) -> bool {
    let n_chars = line.n_chars;
    // Most lines of the news are too long or hold a comma or no number, and no day need be looked for in them.
    let has_day = || line.marks.has(Marks::DIGIT) || YEAR_IN_WORDS.iter().any(|century| text.contains(century));
    if n_chars > LONGEST_FOLIO || line.marks.has(Marks::COMMA) || !has_day() {
        return is_edition(text, n_chars);
    }
    let Some((_, rest)) = split_day(text) else { return is_edition(text, n_chars) };
    let is_clock =
        |part: &&str| part.chars().all(|c| is_digit(c) || c == ':' || c == '：') && part.contains([':', '：']);
    let rest: Vec<&str> = rest.split_whitespace().filter(|part| !is_clock(part)).collect();
    let rest = rest.join(" ");
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || "|｜/·,，-—()（）".contains(c));
    let is_about_day = press::find(Role::BesideDay, rest).is_some();
    // A04 金融市场 2025年5月8日, 文体新闻 云岭晚报 2024年10月14日
    let is_of_page = is_numbered(rest) || is_section(rest);
    let is_paper = n_chars <= 24 && rest.chars().count() <= 8 && is_masthead(rest);
    rest.chars().all(is_digit) || is_about_day || is_paper || is_of_page
}

/// How a year of these centuries begins where a day is written in words: 二〇二五年十一月二十日.
const YEAR_IN_WORDS: [&str; 4] = ["二〇", "二○", "二零", "一九"];

/// `03版 要闻`, `第3版：国际`.
fn is_edition(text: &str, n_chars: usize) -> bool {
    if n_chars > 14 {
        return false;
    }
    let digits_end = text.trim_start_matches('第').trim_start_matches(|c: char| c.is_ascii_uppercase());
    let rest = digits_end.trim_start_matches(is_digit);
    let n_digits = digits_end[..digits_end.len() - rest.len()].chars().count();
    (1..=3).contains(&n_digits)
        && rest.strip_prefix('版').is_some_and(|rest| rest.starts_with([' ', '：', ':', '\u{3000}', '·']))
}

/// The first day written with its year in `text` as (year, month, day), those in digits before one in words, and the text around
/// it.
pub(super) fn split_day(text: &str) -> Option<((i16, i8, i8), String)> {
    let digits = text.char_indices().filter(|(_, c)| is_digit(*c)).map(|(at, _)| at);
    let digits = digits.filter(|&at| !text[..at].ends_with(is_digit));
    let starts = digits.chain(YEAR_IN_WORDS.iter().filter_map(|century| text.find(century)));
    let (at, (day, length)) = starts.filter_map(|at| Some((at, day_at(&text[at..])?))).next()?;
    Some((day, format!("{} {}", &text[..at], &text[at + length..])))
}

/// A day at the start of `text`, and its length in bytes: 2023年5月26日, 2023-05-26, 2023/5/26, 2023.5.26, 2023年/5月/26日.
fn day_at(text: &str) -> Option<((i16, i8, i8), usize)> {
    let mut at = 0;
    let year = number(text, &mut at).filter(|year| (1900..2200).contains(year))?;
    let mark = skip(text, &mut at, &["年", "-", "/", "."])?;
    let between: &[&str] = if mark == "年" { &["/"] } else { &[] };
    skip(text, &mut at, between);
    let month = number(text, &mut at)?;
    skip(text, &mut at, if mark == "年" { &["月"] } else { std::slice::from_ref(&mark) })?;
    skip(text, &mut at, between);
    let day = number(text, &mut at)?;
    if mark == "年" {
        skip(text, &mut at, &["日"])?;
    }
    let day = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Some((day, at))
}

/// Digits of either width at `at`, or a number in words, white space around them skipped.
fn number(text: &str, at: &mut usize) -> Option<u32> {
    skip_space(text, at);
    let words =
        text[*at..].char_indices().find(|(_, c)| in_words(*c).is_none()).map_or(text.len() - *at, |(end, _)| end);
    if words > 0 {
        let value = number_in_words(&text[*at..*at + words]);
        *at += words;
        return value;
    }
    let rest = text[*at..].trim_start_matches(is_digit);
    let digits = &text[*at..text.len() - rest.len()];
    let mut values = digits.chars().filter_map(digit);
    let first = values.next()?;
    let number = values.try_fold(first, |number, value| number.checked_mul(10)?.checked_add(value))?;
    *at += digits.len();
    skip_space(text, at);
    Some(number)
}

/// The value of a numeral of one character.
fn in_words(c: char) -> Option<u32> {
    match c {
        '〇' | '○' | '零' => Some(0),
        _ => "一二三四五六七八九十".chars().position(|numeral| numeral == c).and_then(|at| u32::try_from(at + 1).ok()),
    }
}

/// A number in words: 二〇二五, whose numerals stand for digits, or 二十一, with a ten.
fn number_in_words(text: &str) -> Option<u32> {
    let value = |text: &str| text.chars().try_fold(0u32, |n, c| n.checked_mul(10)?.checked_add(in_words(c)?));
    match text.split_once('十') {
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { value(tens).filter(|tens| *tens < 10)? };
            value(ones).filter(|ones| *ones < 10).map(|ones| tens * 10 + ones)
        }
        None => value(text),
    }
}

fn skip_space(text: &str, at: &mut usize) {
    *at += text[*at..].len() - text[*at..].trim_start_matches([' ', '\u{3000}']).len();
}

fn skip<'a>(text: &str, at: &mut usize, marks: &[&'a str]) -> Option<&'a str> {
    let mark = marks.iter().copied().find(|mark| text[*at..].starts_with(mark))?;
    *at += mark.len();
    Some(mark)
}

/// 责任编辑：张三, 电话 010-…, an address of the web.
fn is_imprint(line: &Line, text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || "□■●◆▲【（([".contains(c));
    let is_address = ["http://", "https://", "www."].iter().any(|mark| text.starts_with(mark))
        || (line.marks.has(Marks::AT) && !line.marks.has(Marks::COMMA));
    let Some(word) = press::starts(Role::Furniture, text) else { return is_address };
    let rest = &text[word.len()..];
    is_address
        || rest.is_empty()
        || rest.starts_with(['：', ':', '/', '／', '|', '｜', '】'])
        || (rest.starts_with([' ', '\u{3000}']) && line.n_chars <= 40 && !line.marks.has(Marks::COMMA))
}

/// （下转第三版）
fn is_turn(text: &str, n_chars: usize) -> bool {
    if n_chars > 20 {
        return false;
    }
    let core = text.trim_matches(|c: char| c.is_whitespace() || "（）()【】[]→←>▲▼".contains(c));
    press::starts(Role::Turn, core).is_some() && (core.contains('版') || core.contains('页'))
}

/// The day of issue that a line shows, as `YYYY-MM-DD`, if it is a day of the calendar.
pub(super) fn issue_date(text: &str) -> Option<String> {
    let ((year, month, day), _) = split_day(text)?;
    jiff::civil::Date::new(year, month, day).ok().map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn is_about_paper(text: &str) -> bool {
        lines(text).iter().all(|line| is_furniture(line, line.span.of(text)))
    }

    #[test]
    fn lines_about_the_paper() {
        for text in [
            "2023年5月26日 星期五 第3版",
            "A03",
            "首页 > 国际 > 非洲",
            "当前位置：首页 >> 国际",
            "— 12 —",
            "第三版",
            "第十二版",
            "２０２３年５月２６日 星期五 第三版",
            "第１２版",
            "03版 要闻",
            "责任编辑：张三 版式：李四",
            "本版编辑 王五",
            "电话：010-12345678",
            "邮箱：news@example.com",
            "（下转第三版）",
            "2024-01-05 08:30 来源：新华社",
            "网址 www.example.com",
            "2023年 5月 26日 星期五 农历癸卯年四月初八",
            "二〇二五年十一月二十日 星期四 云岭经济报 编辑 石青",
            "A04 金融市场 2025年5月8日",
            "文体新闻 云岭晚报 2024年10月14日",
            "云岭日报/2025年/6月/18日/第003版",
            "新华网 2025-06-18 10:22",
            "发布时间：2025-06-18 10:22:03",
        ] {
            assert!(is_about_paper(text), "{text}");
        }
    }

    #[test]
    fn lines_of_the_news() {
        for text in [
            "编辑部的故事，从一封信开始",
            "2023年5月26日，会议在北京举行",
            "2025年",
            "十一",
            "电话那头传来笑声",
            "2024年1月5日中国与哈萨克斯坦互免签证",
            "来源不明的包裹",
            "第三版图",
            "二〇二五年十一月二十日，会议在北京举行",
            "统筹推进区域协调发展",
            "石青 2025年5月8日",
            "石青辞职 2025年5月8日",
        ] {
            assert!(!is_about_paper(text), "{text}");
        }
    }

    #[test]
    fn paper_section_and_page() {
        for text in ["云岭晚报 城事 A06", "国际 16", "A08｜公司与产业", "03 国际", "出海 第06版"] {
            assert!(is_numbered(text), "{text}");
        }
        for text in ["青湖水厂扩建工程完工", "前5个月增长11%", "A08", "全程票价7元 末班车22时15分"]
        {
            assert!(!is_numbered(text), "{text}");
        }
        assert!(
            is_section("会展·体育") && is_section("绿野时报·环球") && !is_section("石青辞职") && !is_section("春耕")
        );
    }

    #[test]
    fn an_issue_date_is_a_day_of_the_calendar() {
        assert_eq!(issue_date("2023年5月26日 星期五").as_deref(), Some("2023-05-26"));
        assert_eq!(issue_date("2023年13月45日 星期五"), None);
        assert_eq!(issue_date("二〇二五年十一月二十日 星期四").as_deref(), Some("2025-11-20"));
        assert_eq!(issue_date("一九九八年十月二日 星期五").as_deref(), Some("1998-10-02"));
    }
}
