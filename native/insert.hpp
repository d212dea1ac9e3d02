// Fields put into lines of JSON, which stay as they are otherwise.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>
#include <vector>

namespace compare {

/// The bytes of lines that have fields put into them.
inline std::size_t size_with_fields(std::size_t size, const std::vector<std::string_view>& fields) noexcept {
  for (const std::string_view one : fields) size += one.size();
  return size;
}

/// Writes the lines, each ended by a newline, with its fields before its last closing brace; *out* has room for
/// them. False when there are not as many fields as lines, or one has no brace.
inline bool insert_fields(std::string_view lines, const std::vector<std::string_view>& fields, char* out) noexcept {
  for (const std::string_view field : fields) {
    const std::size_t size = lines.find('\n') + 1;
    if (size == 0) return false;
    const std::size_t brace = lines.substr(0, size).rfind('}');
    if (brace == std::string_view::npos) return false;
    std::memcpy(out, lines.data(), brace);
    std::memcpy(out + brace, field.data(), field.size());
    std::memcpy(out + brace + field.size(), lines.data() + brace, size - brace);
    out += size + field.size();
    lines.remove_prefix(size);
  }
  return lines.empty();
}

}  // namespace compare
