//! Names of authors and photographers: `□ 本报记者 周晓丽`, `文/张三 图/李四`, `新华社发（张三摄）`.

use super::credit::{
    TELLING, editor_word, is_chinese, is_name, is_separator, is_space, name_length, outlet, paper, photo_bank, posted,
    reporter_word, sent_from,
};
use super::press::{self, Role};
use super::{Segmenter, Tag, Token};
use crate::text::{Span, is_bullet, is_han, is_name_dot};

/// The people whom a byline names, as bytes of the text it was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Credits {
    /// Those who wrote.
    pub reporters: Vec<Span>,
    /// Those who took the photos.
    pub photographers: Vec<Span>,
    /// The place named before 报道.
    pub place: Option<Span>,
    /// Whether a word of the press (记者, 摄) or a bullet shows that this is a byline.
    is_marked: bool,
    /// Whether it begins with a bullet.
    has_bullet: bool,
    /// Whether it names the paper or the agency.
    has_outlet: bool,
}

impl Credits {
    /// Credits that name photographers alone.
    pub(super) fn of_photographers(photographers: Vec<Span>) -> Self {
        Credits { photographers, is_marked: true, ..Credits::default() }
    }
}

/// No byline is longer, in bytes.
const LONGEST: usize = 180;

/// The names of a line, in simplified script, that holds nothing else.
pub(super) fn read_line(segmenter: &Segmenter, text: &str) -> Option<Credits> {
    if !may_be_byline(text) {
        return None;
    }
    if let Some(credits) = parse(segmenter, text) {
        let n_names = credits.reporters.len() + credits.photographers.len();
        let names_nobody = n_names == 0 && credits.has_outlet && credits.is_marked && text.chars().count() <= 10;
        let is_plain = |name: &Span| name.of(text).chars().count() <= 3 || name.of(text).contains(is_name_dot);
        // （石青 李明）
        let is_bracketed = text.starts_with(['（', '(']) && text.ends_with(['）', ')']) && n_names > 1;
        // 第一财经 钱文澜: an outlet and who can be nothing else but its people.
        let is_of_outlet = || {
            credits.has_outlet
                && n_names <= 4
                && credits.reporters.iter().all(|name| is_chinese(segmenter, name.of(text)))
        };
        let is_alone = credits.is_marked
            || (credits.has_bullet || is_bracketed) && n_names <= 3 && credits.reporters.iter().all(is_plain)
            || is_of_outlet();
        return (names_nobody || (n_names > 0 && is_alone)).then_some(credits);
    }
    read_affiliated(text)
}

/// A quick look that spares most lines a careful one.
fn may_be_byline(text: &str) -> bool {
    // 院长石青告诉记者，: a sentence goes on behind its comma.
    text.len() <= LONGEST
        && !text.contains(['。', '；', '！', '？'])
        && !text.ends_with(['，', ','])
        && (TELLING.are_in(text) || text.starts_with(['（', '(']) || outlet(text).is_some())
}

/// `□ 商务部研究院研究员 张三`: a bullet, who the author is, the name.
fn read_affiliated(text: &str) -> Option<Credits> {
    let is_short = text.chars().take(29).count() <= 28;
    let is_plain = text.chars().all(|c| is_han(c) || is_space(c) || is_bullet(c) || c == '·');
    if !is_short || !is_plain || !text.starts_with(is_bullet) {
        return None;
    }
    let name = text.rsplit(is_space).next().filter(|name| is_name(name))?;
    let is_title = text[..text.len() - name.len()].trim_matches(|c| is_space(c) || is_bullet(c)).chars().count() >= 3;
    let span = Span::new(text.len() - name.len(), text.len());
    is_title.then(|| Credits { reporters: vec![span], is_marked: true, ..Credits::default() })
}

/// Reads `text` as names with words of the press and nothing else.
pub(super) fn parse(segmenter: &Segmenter, text: &str) -> Option<Credits> {
    if text.len() > LONGEST || text.contains(['。', '；', '！', '？']) {
        return None;
    }
    let mut reader = Reader {
        segmenter,
        text,
        at: 0,
        part: Part::Writer,
        group: Vec::new(),
        piece: None,
        credits: Credits::default(),
    };
    while reader.at < text.len() {
        reader.step()?;
    }
    if reader.piece.is_some() {
        return None;
    }
    reader.flush();
    Some(reader.credits)
}

/// What the people of a group did.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Writer,
    Photographer,
    /// 文/图, 摄影报道: both.
    Both,
    /// 编辑, 校对: nobody whom a graph of the news needs.
    Editor,
}

/// Reads a byline from left to right.
struct Reader<'a> {
    segmenter: &'a Segmenter,
    text: &'a str,
    at: usize,
    /// What those did whose names come.
    part: Part,
    /// The names since the last word of the press.
    group: Vec<Span>,
    /// One character of a name set apart by a space (张 三).
    piece: Option<Span>,
    credits: Credits,
}

impl Reader<'_> {
    /// Reads one word, mark or name; nothing if the text is no byline.
    fn step(&mut self) -> Option<()> {
        let rest = &self.text[self.at..];
        let c = rest.chars().next()?;
        if let Some(length) = photo_bank(rest) {
            self.at += length;
            return Some(());
        }
        if is_separator(c) {
            self.credits.has_bullet |= matches!(c, '□' | '■') && self.at == 0;
            self.at += c.len_utf8();
            return Some(());
        }
        if self.word(rest)? {
            return Some(());
        }
        self.name(rest)
    }

    /// Reads a word of the press.
    fn word(&mut self, rest: &str) -> Option<bool> {
        if let Some(word) = press::starts(Role::Photographer, rest) {
            let part = if word.ends_with("报道") || word.contains('文') { Part::Both } else { Part::Photographer };
            if self.group.is_empty() && !word.ends_with('摄') {
                self.open(word, part);
            } else {
                self.close(word, part);
            }
            return Some(true);
        }
        let after_slash = self.text[..self.at].ends_with(['/', '／']);
        if let Some(mark) = press::starts(Role::TextMark, rest).or(press::starts(Role::PhotoMark, rest)) {
            let part = if press::is(Role::PhotoMark, mark) { Part::Photographer } else { Part::Writer };
            let tail = &rest[mark.len()..];
            if after_slash && !self.group.is_empty() {
                self.close(mark, part);
                return Some(true);
            }
            if tail.starts_with(['/', '／', '：', ':', '|', '｜', '丨']) {
                self.open(mark, part);
                return Some(true);
            }
        }
        if let Some(word) = press::starts(Role::Outlet, rest) {
            self.flush();
            self.credits.has_outlet = true;
            self.at += word.len();
            return Some(true);
        }
        if let Some(word) = press::starts(Role::Provider, rest) {
            self.group.clear();
            self.credits.is_marked = true;
            self.at += word.len();
            return Some(true);
        }
        if let Some(word) = reporter_word(rest) {
            if press::starts(Role::NotAName, &rest[word.len()..]).is_some() {
                return None;
            }
            self.open(word, Part::Writer);
            return Some(true);
        }
        if let Some(word) = editor_word(rest).filter(|_| self.at > 0) {
            self.open(word, Part::Editor);
            return Some(true);
        }
        let before = &self.text[..self.at];
        let begins =
            || before.chars().next_back().is_none_or(is_separator) || press::ends(Role::Outlet, before).is_some();
        if let Some(paper) = paper(rest).filter(|_| begins()).or_else(|| outlet(rest).filter(|_| before.is_empty())) {
            self.flush();
            self.credits.has_outlet = true;
            self.at += paper;
            return Some(true);
        }
        if let Some(from) = sent_from(rest).filter(|_| self.has_names()) {
            let place = Span::new(self.at + from.start, self.at + from.end);
            self.credits.place = Some(place);
            self.credits.is_marked = true;
            self.at = place.end;
            return Some(true);
        }
        if let Some(posted) = posted(rest) {
            self.at += posted;
            return Some(true);
        }
        match press::starts(Role::AfterName, rest) {
            Some(word) if self.may_close(word) => {
                self.at += word.len();
                Some(true)
            }
            _ => Some(false),
        }
    }

    fn may_close(&self, word: &str) -> bool {
        let tail = self.text[self.at + word.len()..].chars().next();
        (self.has_names() || self.credits.has_outlet) && tail.is_none_or(is_separator)
    }

    fn has_names(&self) -> bool {
        !self.group.is_empty() || !self.credits.reporters.is_empty()
    }

    /// A word before the names that it tells of.
    fn open(&mut self, word: &str, part: Part) {
        self.flush();
        self.part = part;
        self.credits.is_marked = true;
        self.at += word.len();
    }

    /// A word after the names that it tells of.
    fn close(&mut self, word: &str, part: Part) {
        self.part = part;
        self.flush();
        self.part = Part::Writer;
        self.credits.is_marked = true;
        self.at += word.len();
    }

    fn flush(&mut self) {
        let names = std::mem::take(&mut self.group);
        match self.part {
            Part::Writer => self.credits.reporters.extend(names),
            Part::Photographer => self.credits.photographers.extend(names),
            Part::Both => {
                self.credits.reporters.extend_from_slice(&names);
                self.credits.photographers.extend(names);
            }
            Part::Editor => {}
        }
    }

    /// Reads a name, or the place after it.
    fn name(&mut self, rest: &str) -> Option<()> {
        let length = name_length(rest);
        let run = &rest[..length];
        let span = Span::new(self.at, self.at + length);
        if self.is_place(run, &rest[length..]) {
            self.credits.place = Some(span);
        } else if run.chars().count() == 1 && is_han(run.chars().next()?) {
            match self.piece.take() {
                Some(first) if is_space_between(self.text, first, span) => {
                    self.group.push(Span::new(first.start, span.end));
                }
                Some(_) => return None,
                None => self.piece = Some(span),
            }
        } else if let Some((name, place)) = self.name_and_place(span, &rest[length..]) {
            self.group.push(name);
            self.credits.place = Some(place);
        } else if is_name(run) && self.piece.is_none() {
            self.group.push(span);
        } else {
            return None;
        }
        self.at += length;
        Some(())
    }

    /// `张三 北京报道`, `经济参考报 东京专电`: a place between the names or the paper and 报道.
    fn is_place(&self, run: &str, tail: &str) -> bool {
        let mut tokens = Vec::new();
        let goes_on = press::starts(Role::AfterName, tail).is_some();
        if !goes_on || (self.group.is_empty() && !self.credits.has_outlet) || run.is_empty() {
            return false;
        }
        self.segmenter.cut(run, Span::new(0, run.len()), &mut tokens);
        // jieba takes 合肥 for a noun.
        let is_word = |token: &Token| token.is_known && token.tag != Tag::Person;
        tokens.iter().all(|token| token.tag == Tag::Place) || matches!(tokens.as_slice(), [token] if is_word(token))
    }

    /// `陈大文南宁报道`: a name and a place without anything between.
    fn name_and_place(&self, span: Span, tail: &str) -> Option<(Span, Span)> {
        let run = span.of(self.text);
        if run.chars().count() < 4 || run.contains('·') || press::starts(Role::AfterName, tail).is_none() {
            return None;
        }
        let mut tokens: Vec<Token> = Vec::new();
        self.segmenter.cut(run, Span::new(0, run.len()), &mut tokens);
        let is_long = run.chars().count() >= 5;
        let is_place = |token: &&Token| token.tag == Tag::Place || (is_long && token.span.of(run).chars().count() >= 2);
        let last = tokens.last().filter(is_place).filter(|token| token.span.start > 0)?;
        let name = &run[..last.span.start];
        let cut = span.start + name.len();
        is_name(name).then(|| (Span::new(span.start, cut), Span::new(cut, span.end)))
    }
}

fn is_space_between(text: &str, first: Span, second: Span) -> bool {
    let between = &text[first.end..second.start];
    !between.is_empty() && between.chars().all(is_space) && between.chars().count() <= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, reporters: &[&str], photographers: &[&str]) {
        let segmenter = Segmenter::new();
        let credits = read_line(&segmenter, text).unwrap_or_else(|| panic!("{text} is no byline"));
        let names = |spans: &[Span]| spans.iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&credits.reporters), reporters, "{text}");
        assert_eq!(names(&credits.photographers), photographers, "{text}");
    }

    #[test]
    fn bylines_in_all_usual_forms() {
        check("□ 本报记者 周晓丽", &["周晓丽"], &[]);
        check("■记者 张三", &["张三"], &[]);
        check("（记者 张三 通讯员 李四）", &["张三", "李四"], &[]);
        check("文/张三 图/李四", &["张三"], &["李四"]);
        check("张三/文 李四/图", &["张三"], &["李四"]);
        check("张三/文", &["张三"], &[]);
        check("新华社记者 李一博 摄", &[], &["李一博"]);
        check("新华社发（张三摄）", &[], &["张三"]);
        check("新华社发（普沙万 摄）", &[], &["普沙万"]);
        check("本报记者 张 三 王小明 摄影报道", &["张 三", "王小明"], &["张 三", "王小明"]);
        check("本报驻美国记者 欧阳修文", &["欧阳修文"], &[]);
        check("□ 沙夫卡特·阿利姆别科夫", &["沙夫卡特·阿利姆别科夫"], &[]);
        check("□ 某某研究院研究员 王小明", &["王小明"], &[]);
        check("本报记者 陈大文 南宁报道", &["陈大文"], &[]);
        check("记者陈大文南宁报道", &["陈大文"], &[]);
        check("本报评论员", &[], &[]);
        check("摄影/李四", &[], &["李四"]);
        check("第一财经 敬一鸣", &["敬一鸣"], &[]);
        check("中国证券报 蔺若愚 计然", &["蔺若愚", "计然"], &[]);
        check("澎湃新闻记者 蔺若愚 发自平遥", &["蔺若愚"], &[]);
        check("本报特派记者 敬一鸣（发自布达佩斯）", &["敬一鸣"], &[]);
        check("财富内参 厉行简 发自郑州", &["厉行简"], &[]);
        check("36氪 作者 蔺若愚 编辑 欧阳小侠", &["蔺若愚"], &[]);
        check("证券时报社记者 蔺若愚 计然", &["蔺若愚", "计然"], &[]);
        check("中国冶金报 贺云 文/图", &["贺云"], &["贺云"]);
        check("经济参考报 东京专电 记者欧阳飞鸿 计然", &["欧阳飞鸿", "计然"], &[]);
        check("文丨敬一鸣", &["敬一鸣"], &[]);
        check("文｜敬一鸣 编辑｜蔺若愚", &["敬一鸣"], &[]);
        check("21世纪经济报道记者 敬一鸣 上海报道", &["敬一鸣"], &[]);
        check("每经记者：敬一鸣    每经编辑：蔺若愚", &["敬一鸣"], &[]);
        check("《财经》记者 敬一鸣/文", &["敬一鸣"], &[]);
        check("大河报·豫视频记者 敬一鸣", &["敬一鸣"], &[]);
        check("华夏时报（chinatimes.net.cn）记者敬一鸣 北京报道", &["敬一鸣"], &[]);
        check("新京报记者 敬一鸣 编辑 蔺若愚 校对 计然", &["敬一鸣"], &[]);
    }

    #[test]
    fn headlines_and_news_are_no_bylines() {
        let segmenter = Segmenter::new();
        for text in [
            "记者手记",
            "整理旧书",
            "铁路开通运营",
            "记者从发改委获悉",
            "图片报道",
            "记者调查：老街新生",
            "●要闻回顾",
            "本报北京5月3日电",
            "电话采访",
            "经济日报 关键",
            "健康财经 大家谈",
            "月与航天工程中心的工程师昌盛告诉记者，国际月球",
        ] {
            assert!(read_line(&segmenter, text).is_none(), "{text}");
        }
    }
}
