namespace Lab.Model.Compliance;

/// <summary>What the lab is measured by.</summary>
/// <param name="Frameworks">The catalogues.</param>
/// <param name="Controls">Their controls that apply to the lab.</param>
/// <param name="Policies">The institution's policies.</param>
public sealed record ComplianceScope(IReadOnlyList<Framework> Frameworks, IReadOnlyList<Control> Controls, IReadOnlyList<Policy> Policies);
