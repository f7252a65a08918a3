#include "adapters/credentials.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "engine/digest.h"
#include "tests/temporary_folder.h"

namespace fenghuo::adapters {
namespace {

class CredentialsTest : public ::testing::Test {
 protected:
  Credentials open() {
    auto credentials = Credentials::open(path_);
    EXPECT_TRUE(credentials);
    return std::move(*credentials);
  }
  /// Every text that differs from `token` in one character.
  static std::vector<std::string> tampered(const std::string& token) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < token.size(); ++i) {
      all.push_back(token);
      all.back()[i] = token[i] == 'A' ? 'B' : 'A';
      all.push_back(token);
      all.back().erase(i, 1);
    }
    all.push_back(token + "A");
    all.emplace_back("");
    all.emplace_back(".");
    return all;
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "secret";
};

TEST_F(CredentialsTest, APersonsTokenComesBack) {
  const Credentials credentials = open();
  for (const std::string person : {"wang", "王伟", "a.b c", "x"}) {
    EXPECT_EQ(credentials.person_of(credentials.person_token(person)), person);
  }
}

TEST_F(CredentialsTest, ALinkComesBack) {
  const Credentials credentials = open();
  const Credentials::Link link{{{812}, 6}, "王伟"};
  const auto back = credentials.link_of(credentials.link_token(link));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->about, link.about);
  EXPECT_EQ(back->person, link.person);
}

// Two logs that went on from one backup have the same secret, and number other duties alike.
TEST_F(CredentialsTest, ALinkOfAnotherBranchOpensNothing) {
  Credentials lost = open();
  Credentials restored = open();
  Branches branches;
  branches.add({800}, "5eed0001");
  restored.use_branches(branches);
  const std::string before = lost.link_token({{{799}, 6}, "wang"});
  const std::string after = lost.link_token({{{800}, 6}, "wang"});
  EXPECT_TRUE(restored.link_of(before)) << "what stands in both is still answered";
  EXPECT_FALSE(restored.link_of(after));
  EXPECT_TRUE(restored.link_of(restored.link_token({{{800}, 6}, "wang"})));
  branches.add({900}, "5eed0002");
  lost.use_branches(branches);
  EXPECT_TRUE(lost.link_of(restored.link_token({{{899}, 6}, "wang"})));
  EXPECT_FALSE(lost.link_of(restored.link_token({{{900}, 6}, "wang"})));
  EXPECT_EQ(restored.person_of(lost.person_token("wang")), "wang");
}

TEST_F(CredentialsTest, TheSecretIsCopiedForABackup) {
  const Credentials credentials = open();
  const std::string copy = folder_ / "copy";
  ASSERT_TRUE(credentials.copy_to(copy));
  struct stat status{};
  ASSERT_EQ(::stat(copy.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  EXPECT_EQ(Credentials::open(copy)->person_of(credentials.person_token("wang")), "wang");
  EXPECT_FALSE(credentials.copy_to(copy)) << "nothing is overwritten";
}

TEST_F(CredentialsTest, ALinkIsMadeOfPlainLetters) {
  const std::string token = open().link_token({{{812}, 6}, "王伟>>>???"});
  for (const char c : token) {
    EXPECT_TRUE(std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' ||
                c == '.')
        << token;
  }
}

TEST_F(CredentialsTest, WhatWasTamperedWithIsRefused) {
  const Credentials credentials = open();
  for (const auto& token : tampered(credentials.person_token("wang"))) {
    EXPECT_FALSE(credentials.person_of(token)) << token;
  }
  for (const auto& token : tampered(credentials.link_token({{{812}, 6}, "wang"}))) {
    EXPECT_FALSE(credentials.link_of(token)) << token;
  }
}

TEST_F(CredentialsTest, OneKindOfTokenIsNotTheOther) {
  const Credentials credentials = open();
  EXPECT_FALSE(credentials.link_of(credentials.person_token("812.6.wang")));
  EXPECT_FALSE(credentials.person_of(credentials.link_token({{{812}, 6}, "wang"})));
}

TEST_F(CredentialsTest, TheSecretIsKeptAndIsForItsOwnerAlone) {
  const std::string token = open().person_token("wang");
  struct stat status{};
  ASSERT_EQ(::stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  EXPECT_EQ(status.st_size, 32);
  EXPECT_EQ(open().person_of(token), "wang");
  std::filesystem::remove(path_);
  EXPECT_FALSE(open().person_of(token)) << "another secret";
}

// The power was cut while it was written.
TEST_F(CredentialsTest, WhatIsHalfWrittenIsWrittenAgain) {
  std::ofstream(path_ + ".new") << "half";
  const std::string token = open().person_token("wang");
  EXPECT_EQ(open().person_of(token), "wang");
  EXPECT_FALSE(std::filesystem::exists(path_ + ".new"));
}

TEST_F(CredentialsTest, AFileThatIsNoSecretIsNotOverwritten) {
  std::ofstream(path_) << "short";
  const auto credentials = Credentials::open(path_);
  ASSERT_FALSE(credentials);
  EXPECT_EQ(credentials.error().code, Errc::storage_failed);
  EXPECT_EQ(std::filesystem::file_size(path_), 5u);
  EXPECT_FALSE(Credentials::open(folder_ / "absent/secret"));
}

TEST(Credentials, HmacIsThatOfRfc4231) {
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Credentials, Base64IsThatOfRfc4648) {
  for (const auto& [plain, encoded] : {std::pair{"", ""},
                                       {"f", "Zg=="},
                                       {"fo", "Zm8="},
                                       {"foo", "Zm9v"},
                                       {"foobar", "Zm9vYmFy"}}) {
    EXPECT_EQ(base64(plain), encoded);
    EXPECT_EQ(from_base64(encoded), plain);
  }
  EXPECT_EQ(base64url("\xfb\xff"), "-_8");
  for (const char* wrong : {"Zg", "Zg=", "Z===", "====", "Zm9v\n", "Z!=="}) {
    EXPECT_FALSE(from_base64(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace fenghuo::adapters
