//! Classes of characters that more than one layer asks for.

/// Whether this is a Chinese character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// The value of a digit of either width.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// Whether this is a digit of either width.
pub(crate) fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// Whether a character parts the parts of a foreign name: 弗拉基米尔·普京.
pub(crate) fn is_name_dot(c: char) -> bool {
    matches!(c, '·' | '・' | '•' | '‧' | '∙')
}

/// Whether a mark opens an item of a list or a report: ■.
pub(crate) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '□' | '■'
            | '●'
            | '○'
            | '◆'
            | '◇'
            | '▲'
            | '△'
            | '▶'
            | '►'
            | '★'
            | '☆'
            | '◎'
            | '▪'
            | '※'
            | '▍'
            | '▌'
            | '▎'
            | '▼'
            | '◀'
    )
}
