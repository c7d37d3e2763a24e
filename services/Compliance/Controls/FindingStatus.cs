namespace Lab.Compliance.Controls;

/// <summary>What was found. A finding in OSCAL's sense is one of the first two; what was not measured has none.</summary>
internal enum FindingStatus
{
    /// <summary>Measured, and as the control asks.</summary>
    Satisfied,

    /// <summary>Measured, and not as the control asks.</summary>
    NotSatisfied,

    /// <summary>Not measured, for the reason given.</summary>
    NotMeasured,
}
