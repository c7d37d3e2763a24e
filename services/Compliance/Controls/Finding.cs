namespace Lab.Compliance.Controls;

/// <param name="System">The system.</param>
/// <param name="Status">What was found.</param>
/// <param name="Summary">Why.</param>
/// <param name="MeasuredAt">When.</param>
/// <param name="Evidence">What was done and seen, in this order.</param>
internal sealed record Finding(string System, FindingStatus Status, string Summary, DateTimeOffset MeasuredAt, IReadOnlyList<Evidence> Evidence);
