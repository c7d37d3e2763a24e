using System.Text.Json;
using Dapper;
using Lab.ServiceDefaults.Databases;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Lab.Compliance.Controls;

/// <summary>Keeps assessments with their evidence.</summary>
internal sealed class AssessmentStore(ServiceDatabase database, IOptions<JsonOptions> json)
{
    private JsonSerializerOptions Json => json.Value.SerializerOptions;

    public async Task KeepAsync(Assessment assessment, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into assessment (id, control, framework, version, started_at, finished_at, assessed_by)
            values (@Id, @Control, @Framework, @FrameworkVersion, @StartedAt, @FinishedAt, @AssessedBy)
            """,
            new
            {
                assessment.Id,
                assessment.Control,
                assessment.Framework,
                assessment.FrameworkVersion,
                StartedAt = assessment.StartedAt.UtcDateTime,
                FinishedAt = assessment.FinishedAt.UtcDateTime,
                assessment.AssessedBy,
            },
            transaction, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into finding (assessment, ordinal, system, status, summary, measured_at, evidence)
            select @Id, f.ordinal, f.system, f.status, f.summary, f.measured_at, f.evidence::jsonb
            from unnest(@Systems, @Statuses, @Summaries, @MeasuredAt, @Evidence) with ordinality
              as f (system, status, summary, measured_at, evidence, ordinal)
            """,
            new
            {
                assessment.Id,
                Systems = assessment.Findings.Select(f => f.System).ToArray(),
                Statuses = assessment.Findings.Select(f => Word(f.Status)).ToArray(),
                Summaries = assessment.Findings.Select(f => f.Summary).ToArray(),
                MeasuredAt = assessment.Findings.Select(f => f.MeasuredAt.UtcDateTime).ToArray(),
                Evidence = assessment.Findings.Select(f => JsonSerializer.Serialize(f.Evidence, Json)).ToArray(),
            },
            transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The last assessment of each control.</summary>
    public Task<IReadOnlyList<Assessment>> LatestAsync(CancellationToken cancellationToken) =>
        ReadAsync("select distinct on (control) id from assessment order by control, finished_at desc", null, cancellationToken);

    /// <summary>A control's assessments, the newest first.</summary>
    /// <param name="control">The control's id.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<IReadOnlyList<Assessment>> HistoryAsync(string control, int limit, CancellationToken cancellationToken) =>
        ReadAsync("select id from assessment where control = @control order by finished_at desc limit @limit", new { control, limit }, cancellationToken);

    private async Task<IReadOnlyList<Assessment>> ReadAsync(string which, object? parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<AssessmentRow>(new CommandDefinition(
            $"""
            select a.id as "Id", a.control as "Control", a.framework as "Framework", a.version as "Version",
                   a.started_at as "StartedAt", a.finished_at as "FinishedAt", a.assessed_by as "AssessedBy",
                   f.system as "System", f.status as "Status", f.summary as "Summary", f.measured_at as "MeasuredAt", f.evidence::text as "Evidence"
            from assessment a left join finding f on f.assessment = a.id
            where a.id in ({which})
            order by a.finished_at desc, a.id, f.ordinal
            """,
            parameters, cancellationToken: cancellationToken));
        return [.. rows.GroupBy(r => r.Id).Select(ToAssessment)];
    }

    private Assessment ToAssessment(IGrouping<Guid, AssessmentRow> rows)
    {
        var first = rows.First();
        return new Assessment(
            first.Id, first.Control, first.Framework, first.Version, Utc(first.StartedAt), Utc(first.FinishedAt), first.AssessedBy,
            [.. rows.Where(r => r.System is not null).Select(r => new Finding(
                r.System!, Status(r.Status!), r.Summary!, Utc(r.MeasuredAt!.Value), JsonSerializer.Deserialize<Evidence[]>(r.Evidence!, Json)!))]);
    }

    private static DateTimeOffset Utc(DateTime time) => new(time, TimeSpan.Zero);

    private static string Word(FindingStatus status) => JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());

    private static FindingStatus Status(string word) => Enum.GetValues<FindingStatus>().Single(s => Word(s) == word);
}
