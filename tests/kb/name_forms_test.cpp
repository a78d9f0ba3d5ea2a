#include "kb/name_forms.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "kb/irregular_verbs.h"

using namespace quoth;

namespace {

struct Case {
  std::string_view name;
  std::string_view form;
};

}  // namespace

TEST_CASE("folding takes away case, diacritics and punctuation") {
  const Case cases[] = {
      {"Obama", "obama"},
      {"  Ban\t Ki-Moon\n", "ban ki moon"},
      {"Ban_Ki–moon", "ban ki moon"},
      {"Dockers' Union", "dockers union"},
      {"Dockers\u2019 Union", "dockers union"},
      {"O'Brien", "obrien"},
      {"U.S.", "us"},
      {"U.S.A. Today", "usa today"},
      {"J. Smith", "j smith"},
      {"J.Smith", "j smith"},
      {"St. Petersburg", "st petersburg"},
      {"Node.js 3.5", "node js 3.5"},
      {"Georgia (country), the", "georgia country the"},
      {"AC/DC", "ac dc"},
      {"AT&T", "at&t"},
      {"C#", "c#"},
      {"C++", "c++"},
      {"Žižek", "zizek"},
      {"Z\u030ciz\u030cek", "zizek"},
      {"Łódź", "lodz"},
      {"Tromsø", "tromso"},
      {"Straße", "strasse"},
      {"STRASSE", "strasse"},
      {"İstanbul", "istanbul"},
      {"ΑΘΉΝΑ", "αθηνα"},
      {"Αθήνας", "αθηνασ"},  // both sigmas are one
      {"Владимир", "владимир"},
      {"Йошкар", "иошкар"},
      {"ﬁne Ⅳ ２０", "fine iv 20"},
      {"がっこう", "がっこう"},  // voicing makes another kana
      {"हिन्दी", "हिन्दी"},        // vowel signs are no diacritics
      {"習近平", "習近平"},
      {"...", "..."},
      {"", ""},
      {" ", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(folded_form(c.name) == c.form);
    CHECK(folded_form(folded_form(c.name)) == c.form);
  }
}

TEST_CASE("all inflections of a verb have one stem") {
  const auto stem = [](std::string_view word) { return stemmed_form(folded_form(word)); };
  for (const std::string_view word : {"urge", "urges", "urged", "urging", "Urged"})
    CHECK(stem(word) == "urg");
  for (const std::string_view word : {"deny", "denies", "denied", "denying"})
    CHECK(stem(word) == stem("deny"));
  for (const std::string_view word : {"say", "says", "said", "saying"}) CHECK(stem(word) == stem("say"));
  for (const std::string_view word : {"tells", "told", "telling"}) CHECK(stem(word) == stem("tell"));
  for (const std::string_view word : {"withdraws", "withdrew", "withdrawn", "withdrawing"})
    CHECK(stem(word) == stem("withdraw"));
  CHECK(stem("pulled back troops") == "pull back troop");
  CHECK(stem("G8 summits") == "g8 summit");
  CHECK(stem("Владимир Путин") == "владимир путин");
  CHECK(stem("") == "");
}

TEST_CASE("irregular verbs are looked up by any form but their base") {
  CHECK(base_form("said") == "say");
  CHECK(base_form("am") == "be");
  CHECK(base_form("wrote") == "write");
  CHECK(base_form("say") == "say");
  CHECK(base_form("urged") == "urged");
  CHECK(base_form("") == "");
  CHECK(base_form("zzz") == "zzz");
}

TEST_CASE("a local name is split into words") {
  const Case cases[] = {
      {"http://example.org/ns#pullBack", "pull back"},
      {"http://example.org/ns#pullBackTroops", "pull back troops"},
      {"http://example.org/NATO", "NATO"},
      {"http://example.org/UNSecurityCouncil", "UN Security Council"},
      {"http://example.org/supportedByNATO", "supported by NATO"},
      {"http://example.org/NGOs", "NGOs"},
      {"http://example.org/Ban_Ki-moon", "Ban Ki-moon"},
      {"http://example.org/Ban_Ki%2Dmoon", "Ban Ki-moon"},
      {"http://example.org/Caf%C3%A9", "Café"},
      {"http://example.org/bad%FF", "bad%FF"},
      {"http://example.org/Flight370", "Flight 370"},
      {"http://example.org/2014Crisis", "2014 Crisis"},
      {"http://example.org/20thCentury", "20th Century"},
      {"http://example.org/ЧёрноеМоре", "Чёрное Море"},
      {"http://example.org/ukraine/", "ukraine"},
      {"http://example.org", "example.org"},
      {"urn:isbn:123", "123"},
      {"http://example.org/a/b#", "b"},
      {"", ""},
      {"nothing", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(local_name(c.name) == c.form);
  }
}

TEST_CASE("a compound in the middle of a text is split too") {
  CHECK(split_compound("the pullBack of Troops") == "the pull back of Troops");
  CHECK(split_compound("McDonald") == "Mc Donald");
  CHECK(split_compound("plain words") == "plain words");
}
