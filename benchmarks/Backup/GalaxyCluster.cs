using System.Globalization;

namespace Lab.Benchmarks.Backup;

/// <summary>
/// A stopped PostgreSQL 15 cluster of Debian's with one table of galaxies as sky surveys publish them: ids, positions, redshifts and fluxes
/// with their noise, and indexes on them. It is not running while it is backed up, so that every program sees the same files.
/// </summary>
internal sealed class GalaxyCluster(string folder, Tool tool)
{
    private const string Programs = "/usr/lib/postgresql/15/bin";
    private const int PageSize = 8192;

    // About 230 bytes a row with its indexes.
    private const int BytesPerRow = 232;

    public static bool IsInstalled => File.Exists(Path.Combine(Programs, "initdb"));

    public string Folder => folder;

    /// <summary>Bytes of all its files.</summary>
    public long Length => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);

    /// <summary>Makes it.</summary>
    /// <param name="bytes">About how large it is to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task MakeAsync(long bytes, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        if (Environment.UserName == "root")
        {
            await tool.RunAsync(["chown", "postgres:postgres", folder], environment: null, cancellationToken);
        }

        await AsOwnerAsync([Path.Combine(Programs, "initdb"), "-D", folder, "-k", "-A", "trust", "--no-sync"], cancellationToken);
        var settings = "-c listen_addresses='' -c unix_socket_directories='" + folder + "' -c fsync=off -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off -c maintenance_work_mem=512MB -c max_wal_size=64MB -c min_wal_size=32MB";
        await AsOwnerAsync([Path.Combine(Programs, "pg_ctl"), "-D", folder, "-w", "-l", Path.Combine(folder, "server.log"), "-o", settings, "start"], cancellationToken);
        try
        {
            var rows = (bytes / BytesPerRow).ToString(CultureInfo.InvariantCulture);
            await AsOwnerAsync(["psql", "-h", folder, "-d", "postgres", "-q", "-v", "ON_ERROR_STOP=1", "-c", "SELECT setseed(0.42)", "-c", Rows(rows), .. Indexes.SelectMany(i => new[] { "-c", i }), "-c", "CHECKPOINT"], cancellationToken);
        }
        finally
        {
            await AsOwnerAsync([Path.Combine(Programs, "pg_ctl"), "-D", folder, "-w", "-m", "fast", "stop"], cancellationToken);
        }

        File.Delete(Path.Combine(folder, "server.log"));
    }

    /// <summary>Changes eight bytes in each of some pages, in place, as updates of single rows do.</summary>
    /// <param name="share">Which part of all pages of relations, 0 to 1.</param>
    /// <param name="random">Chooses them.</param>
    /// <returns>How many pages were changed.</returns>
    public long ChangePages(double share, Random random)
    {
        long changed = 0;
        var bytes = new byte[8];
        foreach (var file in new DirectoryInfo(Path.Combine(folder, "base")).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Length % PageSize == 0 && char.IsAsciiDigit(f.Name[^1])).OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            using var handle = File.OpenHandle(file.FullName, access: FileAccess.ReadWrite);
            for (long page = 0; page < file.Length / PageSize; page++)
            {
                if (random.NextDouble() < share)
                {
                    random.NextBytes(bytes);
                    RandomAccess.Write(handle, bytes, (page * PageSize) + 4096);
                    changed++;
                }
            }
        }

        return changed;
    }

    private static string Rows(string rows) =>
        $"""
        CREATE TABLE galaxies AS
        SELECT 39627000000000000 + i * 3 + (random() * 3)::bigint AS targetid,
               (i % 20000)::int AS tile, (12 * 64 * 64 * random())::int AS healpix,
               360 * random() AS target_ra, degrees(asin(2 * random() - 1)) AS target_dec,
               abs(0.9 + 0.4 * (random() + random() + random() - 1.5)) AS z, (1e-5 * exp(3 * random())) AS zerr,
               (exp(5 * random()))::real AS flux_g, (exp(5.5 * random()))::real AS flux_r, (exp(6 * random()))::real AS flux_z,
               (exp(6 * random()))::real AS flux_w1, (exp(6 * random()))::real AS flux_w2,
               (0.02 + 0.1 * random())::real AS ebv,
               (ARRAY['GALAXY', 'GALAXY', 'GALAXY', 'QSO', 'STAR'])[1 + (i * 7919 % 5)] AS spectype,
               (ARRAY['ELG', 'LRG', 'BGS', 'ELG_HIP'])[1 + (i * 104729 % 4)] AS subtype,
               (CASE WHEN random() < 0.95 THEN 0 ELSE (2 ^ (random() * 11)::int)::int END) AS zwarn,
               timestamp '2021-05-14' + (i % 200000) * interval '5 minutes' AS observed
        FROM generate_series(1::bigint, {rows}) AS i
        """;

    private static IEnumerable<string> Indexes =>
    [
        "CREATE INDEX ON galaxies (targetid)",
        "CREATE INDEX ON galaxies (healpix, z)",
        "CREATE INDEX ON galaxies (target_ra, target_dec)",
        "CREATE INDEX ON galaxies (z)",
    ];

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private Task<ToolRun> AsOwnerAsync(string[] command, CancellationToken cancellationToken) =>
        tool.RunAsync(Environment.UserName == "root" ? ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", "--", .. command] : command, environment: null, cancellationToken);
}
