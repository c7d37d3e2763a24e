namespace Lab.Tuning.Settings;

/// <summary>Lays what is beside what should be.</summary>
internal static class Comparison
{
    /// <summary>The recommended settings in the profile's order, then the server's others by name.</summary>
    public static IReadOnlyList<ComparedSetting> Of(IReadOnlyList<LiveSetting> live, Recommendation recommendation)
    {
        var byName = live.ToDictionary(s => s.Name, StringComparer.OrdinalIgnoreCase);
        var compared = new List<ComparedSetting>();
        foreach (var recommended in recommendation.Settings)
        {
            byName.Remove(recommended.Name, out var actual);
            compared.Add(new ComparedSetting(
                recommended.Name,
                actual?.Value,
                actual?.Unit,
                actual?.Source,
                actual?.PendingRestart ?? false,
                recommended.Text,
                actual is not null && recommended.Agrees(actual.Value, actual.Unit),
                recommended.Reason,
                recommended.Source));
        }

        compared.AddRange(byName.Values.OrderBy(s => s.Name, StringComparer.Ordinal)
            .Select(s => new ComparedSetting(s.Name, s.Value, s.Unit, s.Source, s.PendingRestart, null, null, null, null)));
        return compared;
    }
}
