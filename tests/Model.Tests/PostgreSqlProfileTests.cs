using System.Globalization;
using CsCheck;
using Lab.Model.Profiles;
using Lab.Model.Systems;
using Lab.Model.Values;

namespace Lab.Model.Tests;

public sealed class PostgreSqlProfileTests
{
    private static readonly Gen<(SystemResources Resources, Workload Workload)> Servers =
        Gen.Select(
            Gen.Int[1, 128],
            Gen.Long[256, 4L << 20],
            Gen.Long[1 << 10, 64L << 20],
            Gen.OneOf(Gen.Const(Workload.Analytics), Gen.Const(Workload.Mixed), Gen.Const(Workload.Oltp)),
            (cores, memory, storage, workload) => (new SystemResources(cores, ByteSize.FromMebibytes(memory), ByteSize.FromMebibytes(storage)), workload));

    private static readonly LabDeclaration Declared = LabFile.Load(Path.Combine(AppContext.BaseDirectory, LabFile.Name));

    [Fact]
    public void Shared_buffers_stay_within_two_fifths_of_the_memory() =>
        Servers.Sample(s => Bytes(s.Resources, s.Workload, "shared_buffers") <= 0.4 * s.Resources.Memory.Bytes);

    [Fact]
    public void All_sorts_and_hashes_at_once_fit_beside_shared_buffers() => Servers.Sample(s =>
    {
        var settings = PostgreSqlProfile.For(s.Resources, s.Workload);
        var processes = Number(settings, "max_connections") + Number(settings, "max_parallel_workers");

        var sorts = processes * Bytes(s.Resources, s.Workload, "work_mem");
        return sorts <= s.Resources.Memory.Bytes - Bytes(s.Resources, s.Workload, "shared_buffers");
    });

    [Fact]
    public void Maintenance_takes_a_small_part_of_the_memory() => Servers.Sample(s =>
        Bytes(s.Resources, s.Workload, "maintenance_work_mem") <= s.Resources.Memory.Bytes / 8
        && 3 * Bytes(s.Resources, s.Workload, "autovacuum_work_mem") <= s.Resources.Memory.Bytes / 4);

    [Fact]
    public void The_write_ahead_log_takes_at_most_a_quarter_of_the_storage() => Servers.Sample(s =>
        Bytes(s.Resources, s.Workload, "min_wal_size") is >= 32 << 20 and var least
        && least <= Bytes(s.Resources, s.Workload, "max_wal_size")
        && Bytes(s.Resources, s.Workload, "max_wal_size") <= s.Resources.Storage.Bytes / 4);

    [Fact]
    public void Workers_follow_the_cores() => Servers.Sample(s =>
    {
        var settings = PostgreSqlProfile.For(s.Resources, s.Workload);
        return Number(settings, "max_parallel_workers") == s.Resources.Cores
            && Number(settings, "max_parallel_workers_per_gather") <= s.Resources.Cores
            && Number(settings, "max_worker_processes") >= Number(settings, "max_parallel_workers");
    });

    [Fact]
    public void Each_setting_stands_once_with_a_reason_and_a_source() => Servers.Sample(s =>
    {
        var settings = PostgreSqlProfile.For(s.Resources, s.Workload);
        return settings.Select(x => x.Name).Distinct().Count() == settings.Count
            && settings.All(x => x.Value.Length > 0 && x.Reason.EndsWith('.') && x.Source.Length > 0);
    });

    [Fact]
    public void The_research_server_gets_a_quarter_of_48_GiB_and_analytical_statistics()
    {
        var settings = PostgreSqlProfile.For(Declared, Declared.GetSystem("proj-pg01")).ToDictionary(s => s.Name, s => s.Text);

        settings["shared_buffers"].ShouldBe("12288MB");
        settings["effective_cache_size"].ShouldBe("36864MB");
        settings["max_connections"].ShouldBe("40");
        settings["max_parallel_workers_per_gather"].ShouldBe("5");
        settings["default_statistics_target"].ShouldBe("500");
        settings.ShouldNotContainKey("jit");
    }

    [Fact]
    public void More_declared_cores_change_the_recommendation()
    {
        var system = Declared.GetSystem("proj-pg02");
        var grown = system with { Resources = system.Resources with { Cores = 8 } };

        Number(PostgreSqlProfile.For(Declared, grown), "max_parallel_workers").ShouldBe(8);
    }

    [Fact]
    public void A_workload_of_another_engine_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => PostgreSqlProfile.For(Declared.GetSystem("dragonfly").Resources, Workload.Cache));

    [Fact]
    public void On_a_machine_with_the_whole_lab_all_shares_fit_into_half_of_it()
    {
        var machine = new MachineResources(2, ByteSize.FromGibibytes(24));

        var shares = Declared.Systems.Select(s => machine.ShareOf(Declared, s)).ToArray();

        shares.Sum(s => s.Memory.Bytes).ShouldBeLessThanOrEqualTo(machine.Memory.Bytes / 2);
        shares.ShouldAllBe(s => s.Cores <= 2);
    }

    [Fact]
    public void On_a_large_machine_no_system_gets_more_than_is_declared() =>
        Declared.Systems.ShouldAllBe(s => new MachineResources(512, ByteSize.FromGibibytes(4096)).ShareOf(Declared, s) == s.Resources);

    [Theory]
    [InlineData("1572864", "8kB", true)]
    [InlineData("12582912", "kB", true)]
    [InlineData("1572863", "8kB", false)]
    [InlineData("12288", null, false)]
    public void Amounts_agree_however_they_are_written(string setting, string? unit, bool agrees) =>
        new RecommendedSetting("shared_buffers", "12288", "MB", "", "").Agrees(setting, unit).ShouldBe(agrees);

    [Theory]
    [InlineData("checkpoint_timeout", "15", "min", "900", "s")]
    [InlineData("auto_explain.log_min_duration", "10", "s", "10000", "ms")]
    [InlineData("random_page_cost", "1.1", null, "1.1", null)]
    [InlineData("max_wal_size", "16384", "MB", "16384", "MB")]
    [InlineData("jit", "off", null, "off", null)]
    [InlineData("shared_preload_libraries", "pg_stat_statements,auto_explain", null, "pg_stat_statements, auto_explain", null)]
    public void What_a_server_shows_for_a_recommended_value_agrees(string name, string value, string? unit, string shown, string? shownUnit) =>
        new RecommendedSetting(name, value, unit, "", "").Agrees(shown, shownUnit).ShouldBeTrue();

    private static double Bytes(SystemResources resources, Workload workload, string name)
    {
        var setting = PostgreSqlProfile.For(resources, workload).Single(s => s.Name == name);
        return double.Parse(setting.Value, CultureInfo.InvariantCulture) * (setting.Unit == "MB" ? 1 << 20 : 1 << 10);
    }

    private static int Number(IReadOnlyList<RecommendedSetting> settings, string name) =>
        int.Parse(settings.Single(s => s.Name == name).Value, CultureInfo.InvariantCulture);
}
