namespace Lab.Model.Compliance;

/// <summary>A catalogue of controls.</summary>
/// <param name="Id">Its short name, which begins the ids of its controls, for example <c>CIS</c>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Version">Its version: numbers mean different controls in different versions.</param>
public sealed record Framework(string Id, string Title, string Version);
