"""Unknown files are guessed by header words and shapes; what a person confirms loads, and the next file by itself."""

import csv

import pytest

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.data import Choices, confirm_mapping, guess_mapping

from .workbooks import workbook

# By sample file: the table, and what each column truly is; every other column is none of the table's.
TRUTH = {
    "ads_facebook_kag/KAG_conversion_data.csv": ("media", {
        "Date": "first", "ad_id": "ad", "xyz_campaign_id": "campaign", "age": "breakdown", "gender": "breakdown",
        "interest": "breakdown", "Impressions": "impressions", "Clicks": "clicks", "Spent": "spend",
        "Approved_Conversion": "claimed_conversions",
    }),
    "tx_cdnow/CDNOW_master.txt.gz": ("transactions", {
        "customer_id": "customer", "date": "at", "number_of_cds": "quantity", "dollar_value": "revenue",
    }),
    "mmm_robyn/dt_simulated_weekly.csv": ("media", {
        "DATE": "first", "tv_S": "spend", "ooh_S": "spend", "print_S": "spend", "search_S": "spend",
        "facebook_S": "spend", "facebook_I": "impressions", "search_clicks_P": "clicks",
    }),
    "mmm_meridian/national_all_channels.csv": ("media", {
        "time": "first", **{f"Channel{n}_spend": "spend" for n in range(5)},
        **{f"Channel{n}_impression": "impressions" for n in range(5)},
    }),
    "mmm_insurance/insurance_tv_quotes.csv": ("outcomes", {"Month": "date", "Quotes": "value"}),
    "tx_online_retail/online_retail.parquet": ("transactions", {
        "InvoiceNo": "transaction", "StockCode": "product", "Quantity": "quantity", "InvoiceDate": "at",
        "UnitPrice": "price", "CustomerID": "customer", "Country": "market",
    }),
}  # fmt: skip
RIGHT_AT_LEAST = 55  # of 57 columns: which of two counts of conversions is meant, no header says


def test_columns_of_the_samples_are_guessed_right(samples):
    right, wrong = 0, []
    for file, (table, truth) in TRUTH.items():
        guess = guess_mapping(samples / file)
        assert guess.table == table, file
        for column in guess.columns:
            fits = column.target == truth.get(column.column)
            right += fits
            wrong += [] if fits else [(file, column.column, column.target)]
    assert right + len(wrong) == 57
    assert right >= RIGHT_AT_LEAST, wrong


TILL = "Bestellnummer;E-Mail;Bestelldatum;Artikel;Menge;Einzelpreis\n1;anna@example.org;13.03.2024;Tasse;2;7,50\n"


def test_german_words_shapes_and_hidden_examples(house):
    h = house("EUR")
    guess = guess_mapping(h.write("kasse.csv", TILL))
    assert guess.table == "transactions"
    assert {c.column: c.target for c in guess.columns} == {
        "Bestellnummer": "transaction", "E-Mail": "customer", "Bestelldatum": "at", "Artikel": "product",
        "Menge": "quantity", "Einzelpreis": "price",
    }  # fmt: skip
    assert guess.missing == ()
    assert show(guess.columns[3].why) == 'its header says "artikel"'
    assert "anna" not in repr(guess)
    assert guess.columns[4].examples == ("2",)


@pytest.mark.parametrize(
    "header", ["ordine,cliente,data,prodotto,quantità,importo", "订单号,客户,日期,产品,数量,金额"], ids=["it", "zh"]
)
def test_italian_and_chinese_words(house, header):
    guess = guess_mapping(house().write("a.csv", f"{header}\n1,c1,2024-03-01,mug,2,15.00\n"))
    assert [c.target for c in guess.columns] == ["transaction", "customer", "at", "product", "quantity", "revenue"]


def test_a_word_that_its_values_contradict_is_not_believed(house):
    guess = guess_mapping(house().write("a.csv", "order,date,quantity,amount\n1,soon,2,15.00\n"))
    assert [c.target for c in guess.columns] == ["transaction", None, "quantity", "revenue"]
    assert guess.missing == ("at",)


def test_what_is_confirmed_loads_and_the_next_file_of_that_header_loads_by_itself(house):
    h = house("EUR")
    path = h.write("kasse.csv", TILL)
    with pytest.raises(Refusal, match="of no export"):
        h.load(path)
    made = confirm_mapping(guess_mapping(path), Choices("Kasse", account="Laden", decimal=","), h.workspace.root)
    assert made == h.workspace.root / "mappings" / "kasse.toml"
    h.load(path)
    later = TILL.replace("13.03", "14.03").replace("1;anna", "2;bob").replace(";2;", ";-1;")
    h.load(h.write("anderer_name.csv", later))
    assert h.sql('SELECT "transaction", revenue, kind FROM transactions ORDER BY 1') == [
        ("1", 1500, "sale"),
        ("2", -750, "return"),
    ]


def test_a_column_a_channel_becomes_a_row_a_channel(house):
    h = house("EUR")
    head = ["Week", "tv_spend", "tv_impressions", "radio_spend"]
    path = h.write("mix.xlsx", workbook({"S": [head, ["2024-03-04", 100.5, 1000, 50], ["2024-03-11", 0, 0, 7]]}))
    guess = guess_mapping(path)
    assert [(c.target, c.channel) for c in guess.columns] == [
        ("first", None), ("spend", "tv"), ("impressions", "tv"), ("spend", "radio")
    ]  # fmt: skip
    confirm_mapping(guess, Choices("mix", account="house"), h.workspace.root)
    h.load(path)
    found = h.sql("SELECT channel, sum(spend), sum(impressions) FROM media GROUP BY 1 ORDER BY 1")
    assert found == [("radio", 5700, 0), ("tv", 10050, 1000)]


def test_a_real_weekly_media_mix_keeps_its_sums(house, samples):
    h = house("EUR")
    path = samples / "mmm_robyn/dt_simulated_weekly.csv"
    out = {"facebook_I": None, "search_clicks_P": None}  # modelled values with decimals, no counts
    confirm_mapping(guess_mapping(path), Choices("robyn", columns=out, account="a", decimal="."), h.workspace.root)
    h.load(path)
    rows = list(csv.DictReader(path.open()))
    for channel, spend in h.sql("SELECT channel, sum(spend) FROM media GROUP BY 1"):
        assert spend == sum(round(100 * float(r[f"{channel}_S"])) for r in rows)


def test_what_is_missing_must_be_said(house, samples):
    h = house("USD")
    path = h.write("cdnow.txt.gz", (samples / "tx_cdnow/CDNOW_master.txt.gz").read_bytes())
    guess = guess_mapping(path)
    assert guess.missing == ("transaction",)
    with pytest.raises(Refusal, match="transactions needs transaction"):
        confirm_mapping(guess, Choices("cds", account="a"), h.workspace.root)
    said = Choices("cds", account="a", derive={"transaction": "customer_id || '-' || date"}, decimal=".")
    made = confirm_mapping(guess, said, h.workspace.root)
    h.load(path, mapping=made)
    assert h.sql("SELECT count(*), sum(revenue) FROM transactions") == [(69659, 250031563)]


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        (Choices("", account="a"), "a source has a name"),
        (Choices("x", columns={"Artikel": "transaction"}), "is filled twice"),
        (Choices("x", columns={"Artikel": "colour"}), "is no column of transactions"),
        (Choices("x", columns={"Bestelldatum": None}), "transactions needs at"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_and_writes_nothing(house, choices, says):
    h = house("EUR")
    guess = guess_mapping(h.write("kasse.csv", TILL))
    with pytest.raises(Refusal, match=says):
        confirm_mapping(guess, choices, h.workspace.root)
    assert not list(h.workspace.root.glob("mappings/*"))


def test_a_mapping_that_is_there_is_not_written_over(house):
    h = house("EUR")
    guess = guess_mapping(h.write("kasse.csv", TILL))
    confirm_mapping(guess, Choices("x"), h.workspace.root)
    with pytest.raises(Refusal, match="there is a mapping of that name"):
        confirm_mapping(guess, Choices("X"), h.workspace.root)


def test_a_file_without_a_header_is_refused(house):
    with pytest.raises(Refusal, match="no row of its head looks like a header"):
        guess_mapping(house().write("a.csv", "1,2,3\n4,5,6\n"))
