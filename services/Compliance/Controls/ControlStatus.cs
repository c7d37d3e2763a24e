namespace Lab.Compliance.Controls;

/// <summary>A control: what is claimed beside what was measured.</summary>
/// <param name="Id">Its id in the lab.</param>
/// <param name="Framework">The framework's title.</param>
/// <param name="FrameworkVersion">The framework's version.</param>
/// <param name="Number">The control's number there.</param>
/// <param name="Title">Its title there.</param>
/// <param name="Claimed">What the lab's documents claim; null where they say nothing.</param>
/// <param name="Measurable">Whether this service measures it.</param>
/// <param name="Measured">The last assessment; null where there is none.</param>
/// <param name="Findings">The findings of the last assessment; null in lists.</param>
internal sealed record ControlStatus(
    string Id,
    string Framework,
    string FrameworkVersion,
    string Number,
    string Title,
    ClaimedStatus? Claimed,
    bool Measurable,
    Measured? Measured,
    IReadOnlyList<Finding>? Findings);
