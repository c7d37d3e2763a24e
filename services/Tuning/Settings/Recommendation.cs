using Lab.Model.Profiles;

namespace Lab.Tuning.Settings;

/// <param name="SizedFor">The machine that it was computed for.</param>
/// <param name="Settings">The settings.</param>
internal sealed record Recommendation(Sizing SizedFor, IReadOnlyList<RecommendedSetting> Settings);
