namespace Lab.Model.Compliance;

/// <summary>What the lab's documents claim about a control. It is a claim, not a finding.</summary>
public enum ClaimStatus
{
    /// <summary>Said to be fulfilled.</summary>
    Compliant,

    /// <summary>Said to be fulfilled in part.</summary>
    Partial,

    /// <summary>Said to be planned.</summary>
    Planned,
}
