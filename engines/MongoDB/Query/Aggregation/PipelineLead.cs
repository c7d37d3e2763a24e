using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Sorting;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>What a pipeline begins with, so that the collection can use an index: which documents, in which order, how many at most; then the rest.</summary>
internal sealed record PipelineLead(Filter Filter, SortSpec? Sort, long? Limit, Pipeline Rest);
