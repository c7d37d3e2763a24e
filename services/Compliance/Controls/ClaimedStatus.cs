using Lab.Model.Compliance;

namespace Lab.Compliance.Controls;

/// <summary>What the lab's documents claim, which is not a finding.</summary>
/// <param name="Status">The claimed status.</param>
/// <param name="Title">What the document understands the control to be.</param>
/// <param name="TitleDiffers">Whether that is not the framework's title: then the claim may speak of something else.</param>
/// <param name="Assessed">When it was claimed.</param>
internal sealed record ClaimedStatus(ClaimStatus Status, string Title, bool TitleDiffers, DateOnly? Assessed);
