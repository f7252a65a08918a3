// Files that are on the disk when the call returns, for what must be there after the power was cut.
#pragma once

#include <string>
#include <string_view>

namespace fenghuo::adapters {

/// Whole and synced, mode 0600; its name is not durable before sync_folder(). Where it is false
/// errno says why, and what was written of it is gone again.
bool write_synced(const std::string& path, std::string_view bytes);

/// Makes the names in it durable. Where it is false errno says why.
bool sync_folder(const std::string& folder);

}  // namespace fenghuo::adapters
