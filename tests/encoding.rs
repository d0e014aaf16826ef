//! Bytes in, text out or an error that says where and why.

use sinograph::text::{Encoding, decode, is_ambiguous};

const NEWS: &str =
    "本报讯 云岭省交通厅今天宣布，连接青湖市与哈萨克斯坦阿拉木图的跨境班列正式开行。\n首趟列车满载六十个集装箱。\n";

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn refused(bytes: &[u8], named: Option<Encoding>) -> String {
    decode(bytes, named).expect_err("this must be refused").to_string()
}

#[test]
fn names_in_any_case() {
    for (name, encoding) in [
        ("UTF-8", Encoding::Utf8),
        ("utf8", Encoding::Utf8),
        ("GBK", Encoding::Gb18030),
        ("gb2312", Encoding::Gb18030),
        ("GB18030", Encoding::Gb18030),
        ("Big5", Encoding::Big5),
        ("big5-HKSCS", Encoding::Big5),
        ("utf-16", Encoding::Utf16Le),
        ("UTF-16LE", Encoding::Utf16Le),
        ("utf-16be", Encoding::Utf16Be),
    ] {
        assert_eq!(Encoding::find(name), Some(encoding), "{name}");
        assert_eq!(Encoding::find(encoding.name()), Some(encoding));
    }
    assert_eq!(Encoding::find("latin-1"), None);
}

#[test]
fn short_texts_in_gbk_are_right() {
    for text in ["青湖市今天开通至阿拉木图的跨境班列", "中国石油天然气集团公司", "女士们、先生们：大家好！", NEWS]
    {
        let decoded = decode(&gbk(text), None).expect(text);
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, Encoding::Gb18030));
    }
}

#[test]
fn characters_of_four_bytes_in_gb18030() {
    let text = format!("{NEWS}𠮷野家、㐂寿司、䶮字号");
    assert_eq!(decode(&gbk(&text), None).expect("GB 18030").text, text);
}

#[test]
fn a_cut_tail_is_named() {
    let bytes = &NEWS.as_bytes()[..NEWS.len() - 3];
    let error = refused(bytes, None);
    assert!(error.starts_with("the text ends inside a character of UTF-8 that begins at byte"), "{error}");
}

#[test]
fn one_bad_byte_is_placed() {
    let mut bytes = NEWS.as_bytes().to_vec();
    let at = NEWS.find("首趟").expect("second line") + 3;
    bytes[at] = 0xFF;
    assert!(
        refused(&bytes, None).starts_with(&format!("byte {at} (line 2) is not UTF-8")),
        "{}",
        refused(&bytes, None)
    );
    assert!(refused(&bytes, Some(Encoding::Utf8)).starts_with(&format!("byte {at} (line 2) is not UTF-8")));
}

#[test]
fn a_bad_byte_in_gbk_is_placed() {
    let mut bytes = gbk(NEWS);
    let line = bytes.iter().position(|&byte| byte == b'\n').expect("a second line") + 1;
    bytes[line] = 0xFF;
    let error = refused(&bytes, Some(Encoding::Gb18030));
    assert!(error.starts_with(&format!("byte {line} (line 2) is not GB18030")), "{error}");
    refused(&bytes, None);
}

#[test]
fn mixed_encodings_are_refused_by_line() {
    let mut bytes = NEWS.as_bytes().to_vec();
    bytes.extend(gbk("海关部门为班列开设了专门的通道。\n"));
    assert!(refused(&bytes, None).contains("(line 3)"), "{}", refused(&bytes, None));
    let mut bytes = gbk(NEWS);
    bytes.extend("海关部门为班列开设了专门的通道。\n".as_bytes());
    assert!(refused(&bytes, None).contains("(line 3)"), "{}", refused(&bytes, None));
}

#[test]
fn binary_files_are_named() {
    for (bytes, word) in [
        (&b"%PDF-1.7\n%\xE2\xE3"[..], "PDF"),
        (b"PK\x03\x04\x14\0", "zip"),
        (b"\x1F\x8B\x08\0", "gzip"),
        (b"\x89PNG\r\n\x1A\n", "PNG"),
        (b"\xFF\xD8\xFF\xE0", "JPEG"),
        (b"\x7FELF\x02", "ELF"),
        (b"\0\0\x01\x02\x03\0\0\0\x09", "NUL"),
    ] {
        let error = refused(bytes, None);
        assert!(error.contains(word) && error.contains("hint: "), "{error}");
    }
    assert!(refused(b"%PDF-1.7", Some(Encoding::Gb18030)).contains("PDF"));
}

#[test]
fn a_stray_nul_in_text_is_read() {
    let text = format!("{NEWS}\0");
    assert_eq!(decode(text.as_bytes(), None).expect("mostly text").text, text);
}

#[test]
fn other_languages_are_not_taken_for_chinese() {
    let (french, ..) = encoding_rs::WINDOWS_1252
        .encode("Le président a déclaré à l'Assemblée que la forêt était protégée. Été après été.");
    assert!(decode(&french, None).is_err());
    let (korean, ..) = encoding_rs::EUC_KR
        .encode("한국 정부는 오늘 서울에서 새로운 경제 정책을 발표했다고 밝혔다. 대통령은 국민에게 설명했다.");
    assert!(decode(&korean, None).is_err());
}

#[test]
fn ambiguous_bytes_are_known() {
    let bytes = gbk("女装");
    let decoded = decode(&bytes, None).expect("they are UTF-8, too");
    assert_eq!(decoded.encoding, Encoding::Utf8);
    assert!(is_ambiguous(&decoded.text) && !is_ambiguous(NEWS) && !is_ambiguous("Łódź"));
    assert_eq!(decode(&bytes, Some(Encoding::Gb18030)).expect("named").text, "女装");
}

#[test]
fn empty_text_is_text() {
    assert_eq!(decode(b"", None).expect("empty").text, "");
    assert_eq!(decode(b"\xEF\xBB\xBF", None).expect("a mark alone").text, "");
}
