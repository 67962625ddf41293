"""The sheet *Petunjuk*: how to fill the workbook, in plain Indonesian, and what its colours and words mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from cascade_xl.contract import Sheet, State, Style
from cascade_xl.profile import Profile
from cascade_xl.write.cells import put_text
from cascade_xl.write.identitas import protect
from cascade_xl.write.package import Extras
from cascade_xl.write.printing import set_up_print
from cascade_xl.write.styles import Looks, dress, height
from cascade_xl.write.tables import about

_NUMBER, _TERM, _TEXT = 5.0, 24.0, 112.0

_STEPS = (
    f"Buka lembar {Sheet.IDENTITAS}. Isi pemerintah daerah, nama OPD, periode, tempat dan tanggal, lalu pejabat yang "
    "menandatangani. NIP ditulis 18 angka.",
    f"Buka lembar {Sheet.MATRIKS}. Tulis kinerja dari atas ke bawah: mulai dari jenjang tertinggi, lalu anak-anaknya. "
    "Kode boleh kode nomenklatur (5.03.02.2.01.0003) atau kode pendek sendiri (P1, P1.K2). Kode Induk menunjuk kode "
    "kinerja satu jenjang di atasnya.",
    "Satu baris memuat satu indikator. Bila satu kinerja mempunyai beberapa indikator, pakai baris baru di bawahnya "
    "dan kosongkan kolom Jenjang sampai Sasaran: baris itu lanjutan kinerja di atasnya. Mengulang isinya juga boleh.",
    "Isi satuan, arah, sifat dan target setiap tahun. Tahun tanpa target dibiarkan kosong; 0 berarti targetnya nol.",
    "Bila indikator anak dijumlahkan menjadi indikator induk, pilih Jumlah pada kolom Agregasi milik anaknya.",
    f"Bila ada pohon kinerja, isi lembar {Sheet.POHON}. Tabel indikator yang tidak bergantung pada kinerja mana pun "
    f"(mis. PANJAB) masuk ke lembar {Sheet.KUNCI}.",
    "Perhatikan kolom Keadaan dan empat kolom Cek pada lembar Matriks: keduanya terisi sendiri saat Anda mengetik.",
    f"Jalankan Validasi. Sel yang perlu diperbaiki diberi warna, dan daftarnya ada di lembar {Sheet.TEMUAN}.",
    "Simpan berkas, lalu serahkan kepada Bappeda (atau unit yang membagikan templat ini). Jangan mengganti nama lembar "
    "dan judul kolom.",
)
_COLOURS = (
    (Style.INPUT, "Putih", "Diisi oleh OPD."),
    (Style.LOCKED, "Abu-abu muda", "Terisi otomatis. Jangan diketik."),
    (Style.GALAT, "Merah", "Galat: harus diperbaiki sebelum diserahkan."),
    (Style.PERINGATAN, "Kuning", "Peringatan: periksa kembali; perbaiki bila memang keliru."),
    (Style.SARAN, "Biru", "Saran: boleh diperbaiki."),
    (Style.DITERIMA, "Abu-abu", f"Temuan yang diterima dengan alasan di lembar {Sheet.PENGECUALIAN}."),
    (Style.BAIK, "Hijau", "Baris sudah lengkap."),
)
_TARGETS = (
    ("92%   53,9   3000", "Ketik apa adanya. Sel target berformat Teks, sehingga Excel tidak mengubahnya."),
    (
        "5.205",
        "Dengan satuan yang dihitung (Orang, Dokumen): 5205. Dengan satuan %: 5,205. Dengan satuan lain artinya "
        "rancu (5205 atau 5,205); tulis 5205 atau 5,2.",
    ),
    ("70-80", "Rentang: dari 70 sampai 80."),
    ("LEVEL 2   BB   WTP", "Predikat: tulis seperti dalam skala satuannya."),
    ("12 Bulan", "Satuan di belakang angka boleh, tetapi lebih baik angkanya saja dan satuannya di kolom Satuan."),
    ("(kosong)", "Tidak ada target pada tahun itu. Tanda - dianggap kosong."),
    ("0", "Target nol. Kosong dan 0 tidak sama."),
)
_STATES = (
    (
        State.COMPLETE,
        "Semua yang wajib sudah terisi, dan pemeriksaan cepat tidak menemukan masalah. Validasi memeriksa lebih jauh.",
    ),
    (
        State.MISSING,
        "Ada kolom wajib yang kosong: kode induk, indikator, formulasi, satuan, arah, target atau pemilik.",
    ),
    (State.NO_PARENT, "Kode Induk tidak ada pada kolom Kode. Kode harus sama persis, termasuk titik dan huruf besar."),
    (State.WRONG_PARENT, "Kode Induk dikenal, tetapi bukan jenjang yang boleh menjadi induk baris ini."),
    (State.NO_NUMBER, "Ada target berupa kata, padahal satuannya dihitung dengan angka."),
    (State.FRACTION, "Ada target pecahan, padahal satuannya dihitung satu per satu."),
    (State.DIRECTION, "Target turun padahal arahnya Positif, atau naik padahal arahnya Negatif."),
    (State.SUM, "Target ini tidak sama dengan jumlah target anak yang agregasinya Jumlah."),
    (State.ACCEPTED, f"Ada masalah yang diterima dengan alasan di lembar {Sheet.PENGECUALIAN}."),
    (
        State.WAITING,
        "Terisi, tetapi rumus tidak dapat memastikan semuanya (mis. satuan gabungan, predikat, angka yang "
        "rancu). Validasi yang menilai.",
    ),
    (State.SILENT, "Pada kolom Cek: tidak ada yang dinilai di baris ini."),
)
_EXEMPTIONS = (
    "Kadang temuan memang benar adanya, misalnya target boleh turun karena pindah kewenangan. Tulis satu baris di "
    f"lembar {Sheet.PENGECUALIAN}: nama aturan seperti di lembar {Sheet.TEMUAN}, kode kinerjanya, tahunnya (kosong = "
    "semua tahun) dan alasannya. Temuan itu lalu menjadi diterima, dan alasannya ikut tercetak.",
    "Baris tanpa alasan tidak berlaku, dan pengecualian yang tidak mengenai temuan apa pun akan dilaporkan.",
)
_WORKING = (
    "Menempel dari berkas lain: pakai Tempel Nilai (Paste Values), supaya format Teks dan daftar pilihan tetap ada. "
    "Baris yang ditempel di bawah tabel menjadi bagian tabel.",
    "Menyisipkan, menghapus, mengurutkan dan menyaring baris boleh. Sebelum mengurutkan, isilah kolom Jenjang sampai "
    "Sasaran pada setiap baris, karena baris lanjutan mengikuti baris di atasnya. Jangan menggabungkan sel (Merge).",
    "Kolom milik OPD sendiri boleh ditambahkan di kanan; isinya disimpan apa adanya.",
    f"Lembar {Sheet.PETUNJUK} dan {Sheet.IDENTITAS} dikunci tanpa kata sandi, agar tidak terhapus tanpa sengaja.",
)


def write_petunjuk(ws: Worksheet, profile: Profile, looks: Looks) -> Extras:
    page = _Page(ws, looks)
    page.banner("PETUNJUK PENGISIAN CASCADING KINERJA")
    page.section("Langkah pengisian")
    page.steps(_STEPS)
    page.section("Jenjang kinerja")
    labels = {key: level.label for key, level in profile.levels.items()}
    page.row("Jenjang", "Induknya, dan kolom yang wajib diisi", "heading")
    for level in profile.levels.values():
        parents = " atau ".join(labels[key] for key in level.induk if key in labels) or "tidak berinduk"
        asked = ", ".join(what for what in _ORDER if what in level.wajib) or "-"
        page.row(level.label, f"Induk: {parents}. Wajib: {asked}.")
    page.section("Menulis target")
    page.rows(_TARGETS)
    page.section("Arti warna")
    for colour, name, meaning in _COLOURS:
        page.row(name, meaning, colour)
    page.section("Arti kata pada kolom Keadaan")
    page.rows(_STATES)
    page.section("Pengecualian")
    page.steps(_EXEMPTIONS, "•")
    page.section("Menempel, menyisipkan, mengurutkan")
    page.steps(_WORKING, "•")
    ws.column_dimensions["A"].width = 2
    for letter, width in zip("BCD", (_NUMBER, _TERM, _TEXT), strict=True):
        ws.column_dimensions[letter].width = width
    ws.freeze_panes = "A3"
    ws.sheet_view.showGridLines = False
    protect(ws)
    set_up_print(ws, "PETUNJUK")
    ws.print_area = f"A1:D{page.at - 1}"
    return Extras()


_ORDER = ("uraian", "indikator", "formulasi", "satuan", "arah", "target", "pemilik")


class _Page:
    """Writes from the top of the sheet downwards. Merged cells are harmless here: nobody fills this sheet."""

    def __init__(self, ws: Worksheet, looks: Looks) -> None:
        self.ws = ws
        self.looks = looks
        self.at = 1

    def banner(self, title: str) -> None:
        for look, points in (("title", 30), ("subtitle", 20)):
            for column in (1, 2, 3, 4):
                dress(self.ws.cell(self.at, column), self.looks[look])
            self.ws.row_dimensions[self.at].height = points
            self.at += 1
        put_text(self.ws.cell(1, 2), title)
        self.ws.cell(2, 2).value = about()

    def section(self, text: str) -> None:
        self.at += 1
        for column in (2, 3, 4):
            dress(self.ws.cell(self.at, column), self.looks["section"])
        put_text(self.ws.cell(self.at, 2), text)
        self.ws.row_dimensions[self.at].height = 24
        self.ws.row_dimensions[self.at + 1].height = 5
        self.at += 2

    def steps(self, texts: Iterable[str], mark: str = "") -> None:
        """Numbered lines, or lines with the same mark before each."""
        for number, text in enumerate(texts, start=1):
            first, second = self.ws.cell(self.at, 2), self.ws.cell(self.at, 3)
            put_text(first, mark or str(number))
            put_text(second, text)
            dress(first, self.looks["number"])
            dress(second, self.looks["body"])
            self.ws.merge_cells(start_row=self.at, end_row=self.at, start_column=3, end_column=4)
            self.ws.row_dimensions[self.at].height = height([(text, _TERM + _TEXT)]) + 3
            self.at += 1

    def rows(self, rows: Iterable[tuple[str, str]]) -> None:
        for term, text in rows:
            self.row(term, text)

    def row(self, term: str, text: str, look: str = "label") -> None:
        """A boxed row: ``look`` is a look, a heading, or a colour to show."""
        self.ws.merge_cells(start_row=self.at, end_row=self.at, start_column=2, end_column=3)
        for column in (2, 3, 4):
            dress(self.ws.cell(self.at, column), self._boxed(look, term=column < 4))
        put_text(self.ws.cell(self.at, 2), term)
        put_text(self.ws.cell(self.at, 4), text)
        self.ws.row_dimensions[self.at].height = height([(term, _NUMBER + _TERM), (text, _TEXT)]) + 2
        self.at += 1

    def _boxed(self, look: str, term: bool) -> Any:
        if look == "heading":
            return self.looks.heading("")
        if not term:
            return self.looks["explained"]
        return self.looks["label"] if look == "label" else self.looks.swatch(look)
