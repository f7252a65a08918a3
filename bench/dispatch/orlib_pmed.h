// Reads OR-Library's p-median problems pmed1-40 and their known optima (Beasley, "A note on solving
// large p-median problems", European Journal of Operational Research 21, 1985), for the test and
// the measurement of siting.
#pragma once

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <string>

#include "playbooks/dispatch/siting.h"

namespace fenghuo::bench {

inline constexpr int kPmedProblems = 40;

struct Pmed {
  dispatch::SitingInput input;
  std::int64_t optimum = 0;
};

inline std::string text_of_gzip(const std::string& path) {
  std::string text;
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return text;
  char buffer[1 << 16];
  for (int size = 0; (size = gzread(file, buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(size));
  gzclose(file);
  return text;
}

/// The shortest paths between all pairs (Floyd and Warshall).
inline void shorten(std::vector<std::uint32_t>& travel, std::size_t places) {
  for (std::size_t via = 0; via < places; ++via)
    for (std::size_t from = 0; from < places; ++from)
      for (std::size_t to = 0; to < places; ++to)
        travel[from * places + to] = std::min(
            travel[from * places + to], travel[from * places + via] + travel[via * places + to]);
}

/// Nothing where the files aren't there. Every place is a candidate and a demand point of 1.
inline std::optional<Pmed> read_pmed(const std::string& folder, int number) {
  const std::string name = "pmed" + std::to_string(number);
  std::istringstream in(text_of_gzip(folder + "/" + name + ".txt.gz"));
  std::size_t places = 0, edges = 0, sites = 0;
  if (!(in >> places >> edges >> sites)) return std::nullopt;
  constexpr std::uint32_t kNotJoined = 1'000'000;  // longer than any path, and two of it fit
  std::vector<std::uint32_t> travel(places * places, kNotJoined);
  for (std::size_t i = 0; i < places; ++i) travel[i * places + i] = 0;
  for (std::size_t i = 0; i < edges; ++i) {
    std::size_t a = 0, b = 0;
    std::uint32_t length = 0;
    if (!(in >> a >> b >> length) || a < 1 || b < 1 || a > places || b > places)
      return std::nullopt;
    // An edge may come twice: the last one counts, not the shorter.
    travel[(a - 1) * places + b - 1] = travel[(b - 1) * places + a - 1] = length;
  }
  shorten(travel, places);

  std::ifstream optima(folder + "/pmedopt.txt");
  optima.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  std::string of;
  for (std::int64_t optimum = 0; optima >> of >> optimum;)
    if (of == name)
      return Pmed{{.candidates = places,
                   .people = std::vector<std::uint32_t>(places, 1),
                   .travel = std::move(travel),
                   .sites_max = sites},
                  optimum};
  return std::nullopt;
}

}  // namespace fenghuo::bench
