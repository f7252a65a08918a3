#include "engine/digest.h"

#include <gtest/gtest.h>

namespace fenghuo {
namespace {

// FIPS 180-4, example for one block.
TEST(Digest, IsSha256) {
  EXPECT_EQ(to_hex(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Digest, ChainDependsOnEachPart) {
  const Digest zero{};
  const Digest payload = sha256("payload");
  const Digest chain = chain_digest(zero, "header", payload);
  EXPECT_EQ(chain, sha256(std::string(32, '\0') + "header" + std::string(bytes_of(payload))));
  EXPECT_NE(chain, chain_digest(chain, "header", payload));
  EXPECT_NE(chain, chain_digest(zero, "headet", payload));
  EXPECT_NE(chain, chain_digest(zero, "header", sha256("payloae")));
}

}  // namespace
}  // namespace fenghuo
