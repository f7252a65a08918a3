#include "adapters/http/observation_columns.h"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

namespace fenghuo::adapters {
namespace {

using std::chrono::seconds;

class ObservationColumnsTest : public ::testing::Test {
 protected:
  void add(DatastreamId datastream, int second, std::int64_t value,
           Quality quality = Quality::pass) {
    Observation row{};
    row.datastream = datastream;
    row.quality = quality;
    row.observed_at = Instant{seconds{second}};
    row.value = value;
    columns_.add(row, Instant{seconds{second + 5}}, datastreams_);
  }
  std::string told() const { return boost::json::serialize(columns_.to_json(datastreams_)); }

  Datastreams datastreams_;
  DatastreamId rain_ = datastreams_.add("S1", "rain", 1);
  DatastreamId level_ = datastreams_.add("S2", "water_level", 0);
  ObservationColumns columns_{3};
};

TEST_F(ObservationColumnsTest, ValuesStandByDatastreamWithoutThoseThatAreMissing) {
  add(level_, 1, 7);
  add(rain_, 2, 25);
  add(rain_, 3, 0, Quality::missing);
  EXPECT_EQ(told(),
            R"({"series":[{"station":"S1","property":"rain","times_s":[2],"values":[2.5E0]},)"
            R"({"station":"S2","property":"water_level","times_s":[1],"values":[7E0]}],)"
            R"("complete":true})");
}

TEST_F(ObservationColumnsTest, WhereThereAreTooManyTheNewestAreKept) {
  add(level_, 1, 7);
  for (int second = 2; second <= 5; ++second) add(rain_, second, second * 10);
  EXPECT_EQ(told(), R"({"series":[{"station":"S1","property":"rain","times_s":[3,4,5],)"
                    R"("values":[3E0,4E0,5E0]}],"complete":false,"complete_from_s":7})");
}

TEST_F(ObservationColumnsTest, AsManyAsThereMayBeAreComplete) {
  for (int second = 1; second <= 3; ++second) add(rain_, second, 10);
  EXPECT_TRUE(columns_.to_json(datastreams_).at("complete").as_bool());
}

}  // namespace
}  // namespace fenghuo::adapters
