#include "engine/recorded_observations.h"

#include <gtest/gtest.h>

#include "engine/event.pb.h"

namespace fenghuo {
namespace {

constexpr Instant kNow = instant_ms(1'700'000'000'000);

Datastreams one_datastream() {
  Datastreams datastreams;
  datastreams.add("S1", "rain", 1);
  return datastreams;
}

Record record_of(Retention retention) {
  const std::vector<Observation> rows{{{0}, Quality::pass, kNow, kNow, 15},
                                      {{0}, Quality::pass, kNow, kNow, 25}};
  wire::Event event;
  *event.mutable_observations() = encode_observations(rows, {}, kNow);
  return seal({{7}, kNow, retention}, event.SerializeAsString(), {});
}

TEST(RecordedObservations, AreThoseOfTheRecord) {
  const auto decoded = observations_in(record_of(Retention::raw_observations), one_datastream());
  ASSERT_TRUE(decoded);
  ASSERT_EQ(decoded->rows.size(), 2u);
  EXPECT_EQ(decoded->rows[1].value, 25);
  EXPECT_EQ(decoded->rows[1].observed_at, kNow);
}

TEST(RecordedObservations, AreNoneWhereThereAreNone) {
  EXPECT_FALSE(observations_in(record_of(Retention::permanent), one_datastream()));
  Record forgotten = record_of(Retention::raw_observations);
  forgotten.payload_kept = false;
  EXPECT_FALSE(observations_in(forgotten, one_datastream()));
  EXPECT_FALSE(observations_in(record_of(Retention::raw_observations), Datastreams()))
      << "of a datastream that nobody registered";
}

}  // namespace
}  // namespace fenghuo
