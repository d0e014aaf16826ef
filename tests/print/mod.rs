//! A plain printer of PDF: text at places, in the encodings of Chinese fonts that are not in the file.

#![allow(dead_code, reason = "no test needs all of it")]

use std::fmt::Write;

/// The height of a page in points.
const HEIGHT: f32 = 1500.0;

/// How characters are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// UCS-2, lines that lie.
    Level,
    /// UCS-2, lines that stand.
    Upright,
    /// Numbers without a meaning, and a table that tells it.
    Numbered,
    /// GBK, of one or two bytes.
    Gbk,
}

/// Pages in print.
pub struct Print {
    script: Script,
    pages: Vec<String>,
    /// The characters that have a number.
    numbered: Vec<char>,
    /// Objects of one's own, from number 10 on, and what goes into each page and the trailer.
    pub objects: Vec<String>,
    pub resources: String,
    pub trailer: String,
}

impl Print {
    pub fn new(script: Script) -> Self {
        let nothing = String::new;
        Print {
            script,
            pages: vec![nothing()],
            numbered: Vec::new(),
            objects: Vec::new(),
            resources: nothing(),
            trailer: nothing(),
        }
    }

    /// Begins another page.
    pub fn page(&mut self) -> &mut Self {
        self.pages.push(String::new());
        self
    }

    /// Draws anything.
    pub fn draw(&mut self, instructions: &str) -> &mut Self {
        let page = self.pages.last_mut().expect("there is always a page");
        page.push_str(instructions);
        page.push('\n');
        self
    }

    /// Prints a line; `x` and `y` are those of its first character, from the left and from the top.
    pub fn line(&mut self, x: f32, y: f32, size: f32, text: &str) -> &mut Self {
        let codes = self.codes(text);
        let y = HEIGHT - y;
        self.draw(&format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET"))
    }

    /// Prints paragraphs in `n_columns` columns of `width` characters, and gives the place below them.
    pub fn columns(&mut self, x: f32, y: f32, n_columns: usize, width: usize, text: &[&str]) -> f32 {
        let lines: Vec<(f32, String)> = text.iter().flat_map(|paragraph| set(paragraph, width)).collect();
        let n_lines = lines.len().div_ceil(n_columns);
        for (index, (indent, line)) in lines.iter().enumerate() {
            let (column, row) = (index / n_lines, index % n_lines);
            let left = x + column as f32 * (width as f32 + 1.5) * 10.0;
            self.line(left + indent * 10.0, y + row as f32 * 15.0, 10.0, line);
        }
        y + n_lines as f32 * 15.0
    }

    fn codes(&mut self, text: &str) -> String {
        let mut codes = String::new();
        for c in text.chars() {
            let code = match self.script {
                Script::Level | Script::Upright => format!("{:04x}", u32::from(c)),
                Script::Numbered => format!("{:04x}", self.number(c)),
                Script::Gbk => {
                    encoding_rs::GBK.encode(&c.to_string()).0.iter().map(|byte| format!("{byte:02x}")).collect()
                }
            };
            codes.push_str(&code);
        }
        codes
    }

    fn number(&mut self, c: char) -> usize {
        let known = self.numbered.iter().position(|&other| other == c);
        known.unwrap_or_else(|| {
            self.numbered.push(c);
            self.numbered.len() - 1
        }) + 1
    }

    /// The file.
    pub fn finish(&self) -> Vec<u8> {
        let encoding = match self.script {
            Script::Level => "UniGB-UCS2-H",
            Script::Upright => "UniGB-UCS2-V",
            Script::Numbered => "Identity-H",
            Script::Gbk => "GBK-EUC-H",
        };
        let first_page = 10 + self.objects.len();
        let kids: String = (0..self.pages.len()).map(|n| format!("{} 0 R ", first_page + 2 * n)).collect();
        let table = if self.script == Script::Numbered { "/ToUnicode 6 0 R " } else { "" };
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", self.pages.len()),
            format!(
                "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /{encoding} {table}\
                 /DescendantFonts [4 0 R] >>"
            ),
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R \
             /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
                .to_owned(),
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 \
             /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
                .to_owned(),
            stream("", &self.table()),
        ];
        objects.extend(["null", "null", "null"].map(str::to_owned));
        objects.extend(self.objects.iter().cloned());
        for (n, page) in self.pages.iter().enumerate() {
            let content = first_page + 2 * n + 1;
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1100 {HEIGHT}] /Contents {content} 0 R \
                 /Resources << /Font << /F1 3 0 R >> {} >> >>",
                self.resources
            ));
            objects.push(stream("", page));
        }
        self.file(&objects)
    }

    fn file(&self, objects: &[String]) -> Vec<u8> {
        let mut file = "%PDF-1.4\n".to_owned();
        let mut table = "0000000000 65535 f \n".to_owned();
        for (index, object) in objects.iter().enumerate() {
            writeln!(table, "{:010} 00000 n ", file.len()).expect("a string takes all");
            writeln!(file, "{} 0 obj\n{object}\nendobj", index + 1).expect("a string takes all");
        }
        let (start, n_objects) = (file.len(), objects.len() + 1);
        let trailer = &self.trailer;
        file.push_str(&format!(
            "xref\n0 {n_objects}\n{table}trailer\n<< /Size {n_objects} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
        ));
        file.into_bytes()
    }

    /// What the numbers of characters mean.
    fn table(&self) -> String {
        let mut table = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n\
                         1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            .to_owned();
        for (chunk, characters) in self.numbered.chunks(100).enumerate() {
            table.push_str(&format!("{} beginbfchar\n", characters.len()));
            for (index, c) in characters.iter().enumerate() {
                table.push_str(&format!("<{:04x}> <{:04x}>\n", chunk * 100 + index + 1, u32::from(*c)));
            }
            table.push_str("endbfchar\n");
        }
        table + "endcmap end end"
    }
}

/// A stream as an object.
pub fn stream(entries: &str, content: &str) -> String {
    format!("<< /Length {} {entries} >>\nstream\n{content}\nendstream", content.len())
}

/// A paragraph in lines of `width` characters, the first set in by two.
pub fn set(paragraph: &str, width: usize) -> Vec<(f32, String)> {
    let mut lines: Vec<(f32, String)> = vec![(2.0, String::new())];
    for c in paragraph.chars() {
        let (indent, line) = lines.last_mut().expect("there is always a line");
        let is_full = line.chars().count() + *indent as usize >= width;
        // No line begins with a mark.
        if is_full && !"，。、；：”）".contains(c) {
            lines.push((0.0, c.to_string()));
        } else {
            line.push(c);
        }
    }
    lines
}
