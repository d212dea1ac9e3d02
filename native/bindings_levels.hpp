// What the table offers below whole documents: repeated lines, paragraphs and passages.
#pragma once

#include <utility>
#include <vector>

#include "bindings.hpp"
#include "parts.hpp"
#include "spans.hpp"

/// The cuts of a run as bytes, six numbers of 32 bits each, and the rows of which nothing stays.
std::pair<nb::bytes, std::vector<std::uint32_t>> find_parts(const Records& records,
                                                            const std::vector<std::uint32_t>& order, Means means,
                                                            bool paragraphs);

/// Repeated passages, found one text after the other.
struct PySpans {
  const Records* records;
  Means means;
  Spans spans;

  PySpans(const Records& all, std::vector<std::uint32_t> order, Means with, SpanLimits limits)
      : records(&all), means(with), spans(all, std::move(order), std::move(with), limits) {}
};

/// Finds which texts of a table have anything that repeats.
PySpans* make_spans(const Records& records, std::vector<std::uint32_t> order, Means means, std::int64_t most);

/// Binds what is not of the table.
void bind_levels(nb::module_& module);
