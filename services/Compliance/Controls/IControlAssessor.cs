namespace Lab.Compliance.Controls;

/// <summary>Measures one control on all systems. Registered with the control's id as key.</summary>
internal interface IControlAssessor
{
    /// <summary>A finding for each system, in the order of lab.json. What goes wrong with a system is its finding.</summary>
    Task<IReadOnlyList<Finding>> AssessAsync(CancellationToken cancellationToken);
}
