// A block of values that grows and is never cleared.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <utility>

namespace compare {

/// Room for values that are overwritten anyway: unlike a vector's, they are not set to zero first.
template <typename Value>
class Buffer {
 public:
  /// At least *size* values; what they hold is lost when there were fewer.
  Value* reserve(std::size_t size) {
    if (size > size_) {
      size_ = std::max(size, size_ + size_ / 2);
      values_ = std::make_unique_for_overwrite<Value[]>(size_);
    }
    return values_.get();
  }

  /// At least *size* values, of which the first *kept* stay.
  Value* grow(std::size_t size, std::size_t kept) {
    if (size > size_) {
      const std::unique_ptr<Value[]> before = std::move(values_);
      reserve(size);
      if (kept > 0) std::memcpy(values_.get(), before.get(), kept * sizeof(Value));
    }
    return values_.get();
  }

  [[nodiscard]] Value* data() noexcept { return values_.get(); }

 private:
  std::unique_ptr<Value[]> values_;
  std::size_t size_ = 0;
};

}  // namespace compare
