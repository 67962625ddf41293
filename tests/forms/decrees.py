"""The legal texts of two real decrees, word for word, in the format that `cascade_xl.forms.decree` reads."""

from __future__ import annotations

TANJAB_BARAT_2022 = """\
NOMOR: 28 / BKPSDM / 2022

JABATAN:
KEPALA BADAN KEPEGAWAIAN DAN PENGEMBANGAN
SUMBER DAYA MANUSIA DAERAH
KABUPATEN TANJUNG JABUNG BARAT

TENTANG:
PENETAPAN CASCADING DAN POHON KINERJA
BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA DAERAH
KABUPATEN TANJUNG JABUNG BARAT
TAHUN 2022

MENIMBANG:
a. bahwa dalam rangka perumusan kinerja dan indikator kinerja perangkat daerah harus mendukung kinerja kabupaten dan di
susun secara berjenjang dari level kinerja kabupaten sampai level kinerja eselon IV, dimana level kinerja bawah
merupakan penyumbang kinerja untuk level kinerja di atasnya yang di susun dalam bentuk cascading dan pohon kinerja;
b. bahwa penyusunan cascading dan pohon kinerja sebagaimana dimaksud dalam pertimbangan huruf a, perlu ditetapkan dengan
Keputusan Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Daerah;

MENGINGAT:
1. Undang-Undang Nomor 25 Tahun 2004 tentang Sistem Perencanaan Pembangunan Nasional (Lembaran Negara Republik Indonesia
Tahun 2004 Nomor 104, Tambahan Lembaran Negara Republik Indonesia Nomor 4421);
2. Undang-Undang Republik Indonesia Nomor 23 Tahun 2014 tentang Pemerintahan Daerah (Lembaran Negara Republik Indonesia
Tahun 2014 Nomor 244, Tambahan Lembaran Negara Republik Indonesia Nomor 5587) sebagaimana telah diubah beberapa kali
terakhir dengan Undang-undang Nomor 9 Tahun 2015 tentang Perubahan kedua atas Undang-undang Nomor 23 Tahun 2014 tentang
Pemerintahan Daerah (Lembaran Negara Republik Indonesia Tahun 2015 Nomor 58, Tambahan Lembaran Negara Republik Indonesia
Nomor 5679);
3. Peraturan Menteri Dalam Negeri Nomor 86 Tahun 2017 Tentang Tata Cara Perencanaan, Pengendalian Dan Evaluasi
Pembangunan Daerah, Tata Cara Evaluasi Rancangan Peraturan Daerah Tentang Rencana Pembangunan Jangka Panjang Daerah Dan
Rencana Pembangunan Jangka Menengah Daerah, Serta Tata Cara Perubahan Rencana Pembangunan Jangka Panjang Daerah, Rencana
Pembangunan Jangka Menengah Daerah, Dan Rencana Kerja Pemerintah Daerah (Lembaran Negara Republik Indonesia Tahun 2017
Nomor 1312);
4. Peraturan Presiden Republik Indonesia Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah
(Lembaran Negara Republik Indonesia Tahun 2014 Nomor 80);
5. Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Republik Indonesia Nomor 53 Tahun 2014
tentang Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan tata Cara Reviu Atas Laporan Kinerja Instansi
Pemerintah (Berita Negara Republik Indonesia Tahun 2014 Nomor 1842);
6. Peraturan Daerah Kabupaten Tanjung Jabung Barat Nomor 6 Tahun 2016 tentang Pembentukan dan Susunan Perangkat Daerah
sebagaimana telah di rubah dengan Peraturan Daerah Kabupaten Tanjung Jabung Barat Nomor 6 Tahun 2018 tentang Perubahan
Atas Peraturan Daerah Kabupaten Tanjung Jabung Barat Nomor 6 Tahun 2016 tentang Pembentukan dan Susunan Perangkat Daerah
(Lembaran Daerah Kabupaten Tanjung Jabung Barat Tahun 2016 Nomor 6);
7. Peraturan Bupati Tanjung Jabung Barat Nomor 70 Tahun 2016 tentang Susunan Organisasi dan Tata Kerja Badan Kepegawaian
dan Pengembangan Sumber Daya Manusia Daerah;

MEMUTUSKAN

MENETAPKAN: Keputusan Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Daerah Kabupaten Tanjung Jabung
Barat tentang Penetapan Cascading dan Pohon Kinerja Tahun 2022.

KESATU: Cascading dan Pohon Kinerja Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Daerah Kabupaten Tanjung
Jabung Barat Tahun 2022 sebagaimana tercantum dalam Lampiran Keputusan ini;

KEDUA: Cascading dan Pohon Kinerja sebagaimana dimaksud dalam DIKTUM KESATU, digunakan sebagai pedoman dalam menyusun
Indikator Kinerja Utama dan Perjanjian Kinerja Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Daerah Kabupaten
Tanjung Jabung Barat;

KETIGA: Keputusan ini berlaku mulai sejak tanggal ditetapkan.

TEMPAT: Kuala Tungkal
TANGGAL: 03 Januari 2022
"""

BANTEN_2024 = """\
Nomor : 800/ 055 - BKD/2024

Tentang :
PENETAPAN INDIKATOR KINERJA
BADAN KEPEGAWAIAN DAERAH PROVINSI BANTEN TAHUN 2024

Menimbang : a. Peraturan Menteri Dalam Negeri Nomor Nomor 86 Tahun 2017
tentang Tata Cara Perencanaan, Pengendalian dan Evaluasi

  Pembangunan Daerah, Tata Cara Evaluasi Rancangan Peraturan
  Daerah tentang Rencana Pembangunan Jangka Panjang Daerah,
Rencana Pembangunan Jangka Menengah Daerah, dan Rencana
  Kerja Perangkat Daerah.

Mengingat :
1. Pasal 18 ayat (6) Undang-Undang Dasar Negara Republik
  Indonesia Tahun 1945;
2. Undang-Undang Nomor 43 Tahun 1999 tentang Perubahan atas
Undang-Undang Nomor 8 Tahun 1974 tentang Pokok-pokok
  Kepegawaian (Lembaran Negara Republik Indonesia Tahun
  1999 Nomor 43);
3. Undang-Undang Nomor 23 Tahun 2000 tentang Pembentukan
  Provinsi Banten (Lembaran Negara Republik Indonesia Tahun
  2000 Nomor 182, Tambahan Lembaran Negara Republik
  Indonesia Nomor 4010);
4. Undang-Undang Nomor 17 Tahun 2003 tentang Keuangan
  Negara (Lembaran Negara Republik Indonesia Tahun 2003
Nomor 17, Tambahan Lembaran Negara Republik Indonesia
  Nomor 4286);
5. Undang-Undang Nomor 25 Tahun 2004 tentang Sistem
Perencanaan Pembangunan Nasional (Lembaran Negara
  Republik Indonesia Tahun 2004; Nomor 104, Tambahan
  Lembaran Negara Republik Indonesia Nomor 4421);
6. Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan
  Daerah (Lembaran Negara Republik Indonesia Tahun 2014
  Nomor 244, Tambahan Lembaran Negara Republik Indonesia
Nomor 5587) sebagaimana telah diubah dengan Undang-
  Undang Nomor 9 Tahun 2015 tentang Perubahan Kedua Atas
  Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan
  Daerah;
7. Undang-Undang Nomor 5 Tahun 2014 tentang Aparatur Sipil
Negara (Lembaran Negara Republik Indonesia Tahun 2014);
8. Peraturan Pemerintah Nomor 8 Tahun 2008 tentang Tahapan,
Tata Cara Penyusunan, Pengendalian dan Evaluasi Pelaksanaan
Rencana Pembangunan Daerah (Lembaran Negara Republik
Indonesia Tahun 2008 Nomor 21, Tambahan Lembaran Negara
Republik Indonesia Nomor 4817);
9. Peraturan Pemerintah Nomor 3 Tahun 2007 tentang Laporan
Penyelenggaraan Pemerintahan Daerah Kepada Pemerintah,
Laporan Keterangan Pertanggungjawaban Kepala Daerah
Kepada Dewan Perwakilan Rakyat Daerah, dan Informasi
Laporan Penyelenggaraan Pemerintahan Daerah Kepada
Masyarakat (Lembaran Negara Republik Indonesia Tahun 2007
Nomor 19, Tambahan Lembaran Negara Republik Indonesia
Nomor 4693);
10. Peraturan Pemerintah Nomor 12 Tahun 2017 tentang Pembinaan
dan Pengawasan Penyelenggaraan Pemerintahan Daerah
(Lembaran Negara Republik Indonesia Tahun 2017 Nomor 73);
11. Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem
Akuntabilitas Kinerja Instansi Pemerintah (Lembaran Negara
Republik Indonesia Tahun 2014 Nomor 80);
12. Peraturan Menteri Dalam Negeri Nomor 13 Tahun 2006 tentang
Pedoman Pengelolaan Keuangan Daerah sebagaimana telah
diubah beberapa kali terakhir dengan Peraturan Menteri Dalam
Negeri Nomor 21 Tahun 2011 tentang Perubahan Kedua Atas
Peraturan Menteri Dalam Negeri Nomor 13 Tahun 2006 tentang
Pedoman Pengelolaan Keuangan Daerah;
13. Peraturan Menteri Dalam Negeri Nomor 70 Tahun 2019 tentang
Sistem Informasi Pemerintah Daerah (SIPD);
14. Peraturan Menteri Dalam Negeri Nomor 90 Tahun 2019 tentang
Klasifikasi, Kodefikasi dan Nomenklatur Perencanaan
Pembangunan dan Keuangan Daerah;
15. Peraturan Daerah Provinsi Banten Nomor 8 Tahun 2016 tentang
Pembentukan dan Susunan Perangkat Daerah Provinsi Banten
(Lembaran Daerah Provinsi Banten Tahun 2016 Nomor 8,
Tambahan Lembaran Daerah Provinsi Banten Nomor 66);
16. Peraturan Daerah Provinsi Banten Nomor 5 Tahun 2017 tentang
Perubahan atas Peraturan Daerah Nomor 2 Tahun 2011 tentang
Rencana Tata Ruang Wilayah Provinsi Banten Tahun 2010-2030
(Lembaran Daerah Provinsi Banten Tahun 2017 Nomor 5,
Tambahan Lembaran Daerah Provinsi Banten Nomor 5);
17. Peraturan Daerah Provinsi Banten Nomor 10 Tahun 2019
tentang Perubahan atas Perda Nomor 7 Tahun 2017 tentang
Rencana Pembangunan Jangka Menengah Daerah Provinsi
Banten Tahun 2017-2022 (Lembaran Daerah Provinsi Banten
Tahun 2019 Nomor 10, Tambahan Lembaran Daerah Provinsi
Banten Nomor 10);
18. Peraturan Daerah Provinsi Banten Nomor 10 Tahun 2022
tentang Anggaran Pendapatan dan Belanja Daerah Provinsi
Banten Tahun Anggaran 2023 (Lembaran Daerah Provinsi
Banten Tahun 2022 Nomor 10);
21. Keputusan Kepala Badan Kepegawaian Daerah Provinsi Banten
Nomor 800 /785 – BKD/2022 Tahun 2022 tentang Rencana
Strategis Badan Kepegawaian Daerah Provinsi Banten Tahun
2023 – 2026.

MEMUTUSKAN :

Menetapkan :

KESATU :  Menetapkan Daftar Operasional pada Rencana Strategis Badan
Kepegawaian Daerah Provinisi Banten Tahun 2022-2026
sebagaimana tercantum dalam Lampiran I yang merupakan bagian
tidak terpisahkan dari Keputusan ini;

KEDUA :  Menetapkan target Indikator Kinerja Utama (IKU) dan Indikator
Kinerja Program Badan Kepegawaian Daerah Provinisi Banten
Tahun 2023 sebagaimana tercantum dalam Lampiran II perlu
mendapat perhatian dalam hal penyusunan dokumen perencanaan
pembangunan daerah tahunan RKPD yang lebih lanjut akan menjadi
pedoman penyusunan rancangan KUA-PPAS sebagai rangkaian
penyusunan APBD;

KEEMPAT : Keputusan ini mulai berlaku pada tanggal ditetapkan.

Tempat : Serang
Tanggal : 08 Januari 2024

Tembusan :
1. Pj. Gubernur Banten;

2. Pj. Sekretaris Daerah Provinsi Banten.
"""
