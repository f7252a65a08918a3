#include "adapters/csv.h"

#include <gtest/gtest.h>

namespace fenghuo::adapters {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text) {
  CsvReader reader(text);
  Rows rows;
  std::vector<CsvField> row;
  while (reader.next(row)) {
    rows.emplace_back();
    for (const auto& field : row) rows.back().push_back(field.text);
  }
  return rows;
}

TEST(Csv, ReadsRfc4180) {
  EXPECT_EQ(rows_of("a,b\r\n1,\"2,\"\"x\"\"\n3\"\r\n"), (Rows{{"a", "b"}, {"1", "2,\"x\"\n3"}}));
  EXPECT_EQ(rows_of("a,,\n\n,b"), (Rows{{"a", "", ""}, {"", "b"}}));
  EXPECT_EQ(rows_of("\"\",x"), (Rows{{"", "x"}}));
  EXPECT_EQ(rows_of(""), Rows{});
  EXPECT_EQ(rows_of("a\rb"), (Rows{{"a"}, {"b"}}));
}

TEST(Csv, KnowsWhereFieldsStand) {
  CsvReader reader("名,b\n\"x\ny\",雨,z\n");
  std::vector<CsvField> row;
  reader.next(row);
  EXPECT_EQ(row[1].column, 3) << "characters, not bytes";
  reader.next(row);
  EXPECT_EQ(row[0].line, 2);
  EXPECT_EQ(row[1].line, 3);
  EXPECT_EQ(row[2].column, 6);
}

TEST(Csv, NoticesAQuoteThatIsNotClosed) {
  CsvReader reader("a,\"b\nc");
  std::vector<CsvField> row;
  EXPECT_TRUE(reader.next(row));
  EXPECT_TRUE(reader.unclosed_quote());
  EXPECT_FALSE(reader.next(row));
}

}  // namespace
}  // namespace fenghuo::adapters
