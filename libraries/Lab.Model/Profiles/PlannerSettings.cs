using Lab.Model.Systems;

namespace Lab.Model.Profiles;

/// <summary>What the planner believes about storage and data.</summary>
internal static class PlannerSettings
{
    public static IEnumerable<RecommendedSetting> For(PostgreSqlSizing sizing)
    {
        yield return new(
            "effective_io_concurrency", "200", null,
            "Solid-state storage answers many requests at once; the default of 1 is made for one spinning disk.",
            $"{PostgreSqlSizing.Manual}, 20.4.6 Asynchronous Behavior; pgtune");
        yield return new(
            "random_page_cost", "1.1", null,
            "On solid-state storage a random page costs hardly more than the next one; the default of 4 keeps the planner from indexes.",
            $"{PostgreSqlSizing.Manual}, 20.7.2 Planner Cost Constants; pgtune");
        if (sizing.Workload == Workload.Analytics)
        {
            yield return new(
                "default_statistics_target", "500", null,
                "Skewed columns of large tables need finer histograms for good join orders; ANALYZE takes longer.",
                $"{PostgreSqlSizing.Manual}, 14.2 Statistics Used by the Planner; pgtune");
        }
        else
        {
            yield return new(
                "jit", "off", null,
                "Compiling costs more than it saves where queries are short.",
                $"{PostgreSqlSizing.Manual}, 32.2 When to JIT?");
        }
    }
}
