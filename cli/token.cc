// fenghuo token PERSON --data DIR: the token with which a named person gives commands.
#include <cstdio>
#include <filesystem>
#include <memory>

#include "adapters/credentials.h"
#include "cli/data_folder.h"
#include "cli/verb.h"

namespace fenghuo::cli {
namespace {

void token(const DataFolder& data, const std::string& person, Session& session) {
  const std::string path = data.credentials();
  if (!std::filesystem::exists(path))
    return session.fail({"“" + data.of_lane() + "”里还没有数据，请先运行 fenghuo serve",
                         "'" + data.of_lane() + "' holds no data yet; run fenghuo serve"});
  const auto credentials = adapters::Credentials::open(path);
  if (!credentials) return session.fail(credentials.error());
  std::printf("%s\n", credentials->person_token(person).c_str());
}

}  // namespace

void add_token(Verb& verbs, Session& session) {
  Verb verb = verbs.verb("token", {"给一个人的令牌，用来在网页上署名",
                                   "a person's token, which puts the name under what they decide"});
  auto data = std::make_shared<DataFolder>();
  auto person = std::make_shared<std::string>();
  verb.text("PERSON", *person, {"people.csv 里的 id", "an id of people.csv"}, Need::required);
  data->add_to(verb);
  verb.example(
      session.say({"fenghuo token town-duty --data data，网址后加 #token=令牌",
                   "fenghuo token town-duty --data data; open the page with #token=TOKEN"}));
  verb.run([data, person, &session] { token(*data, *person, session); });
}

}  // namespace fenghuo::cli
