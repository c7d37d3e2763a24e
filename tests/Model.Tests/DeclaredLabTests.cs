using Lab.Model.Backup;
using Lab.Model.Compliance;
using Lab.Model.Systems;
using Lab.Model.Values;

namespace Lab.Model.Tests;

public sealed class DeclaredLabTests
{
    private static readonly LabDeclaration Declared = LabFile.Load(Path.Combine(AppContext.BaseDirectory, LabFile.Name));

    [Fact]
    public void The_seven_systems_are_declared() =>
        Declared.Systems.Select(s => s.Name).ShouldBe(["proj-pg01", "proj-pg02", "mongodb", "dragonfly", "milvus", "chroma", "neo4j"]);

    [Fact]
    public void The_research_server_has_its_cores_memory_and_database()
    {
        var system = Declared.GetSystem("proj-pg01");

        system.Engine.ShouldBe(EngineNames.PostgreSql);
        system.Image.ShouldBe(new ContainerImage("docker.io", "library/postgres", "16.14"));
        system.Resources.Cores.ShouldBe(10);
        system.Resources.Memory.ShouldBe(ByteSize.FromGibibytes(48));
        system.Placement.ShouldBe(Placement.VirtualMachine);
        system.Workload.ShouldBe(Workload.Analytics);
        system.Databases.Select(d => d.Name).ShouldBe(["desi"]);
    }

    [Fact]
    public void Backup_classes_carry_their_objectives_and_retention()
    {
        var research = Declared.BackupClassOf(Declared.GetSystem("proj-pg01"));
        var archives = Declared.Backup.Classes.Single(c => c.Name == Declared.Backup.Archives.Single().BackupClass);

        research.Continuous.ShouldBe(ContinuousBackup.WriteAheadLog);
        research.OnSiteKeep.ToString().ShouldBe("7 days");
        research.OffSite.Keep.ToString().ShouldBe("1 month");
        research.Objectives.ShouldBe(new RecoveryObjectives(TimeSpan.FromHours(4), CopyLocation.OnSite, TimeSpan.FromMinutes(15)));
        archives.OffSite.Keep.IsIndefinite.ShouldBeTrue();
        archives.Objectives.RecoveryTimeFrom.ShouldBe(CopyLocation.OffSite);
    }

    [Fact]
    public void The_backup_day_has_its_three_times() =>
        Declared.Backup.Schedule.ShouldBe(new BackupSchedule(new TimeOnly(9, 0), new TimeOnly(11, 0), new TimeOnly(12, 0)));

    [Theory]
    [InlineData("database-deployment", "dba,infrastructure", "research-lead")]
    [InlineData("performance-optimization", "dba,research-lead", "infrastructure,data-scientist")]
    [InlineData("security-implementation", "dba", "infrastructure,research-lead")]
    public void The_responsibility_matrix_says_who_may_act_and_who_may_comment(string activity, string actors, string consulted)
    {
        var row = Declared.GetActivity(activity);

        row.Actors.ShouldBe(actors.Split(','), ignoreOrder: true);
        row.Commenters.Except(row.Actors).ShouldBe(consulted.Split(','), ignoreOrder: true);
    }

    [Fact]
    public void A_claim_stands_beside_the_title_of_the_framework()
    {
        var control = Declared.Compliance.Controls.Single(c => c.Id == "CIS-8.2");

        control.Title.ShouldBe("Collect Audit Logs");
        control.Claim.ShouldBe(new Claim(ClaimStatus.Partial, "Malware protection for database infrastructure", new DateOnly(2025, 7, 4)));
    }

    [Fact]
    public void Every_role_of_the_matrix_is_declared() =>
        Declared.Activities.SelectMany(a => a.Assignments.Keys).Distinct().ShouldBeSubsetOf(Declared.Roles.Select(r => r.Id));

    [Fact]
    public void A_system_that_is_not_declared_is_answered_by_those_that_are() =>
        Should.Throw<UndeclaredException>(() => Declared.GetSystem("proj-pg03")).Message.ShouldBe(
            "lab.json declares no system 'proj-pg03'; declared: proj-pg01, proj-pg02, mongodb, dragonfly, milvus, chroma, neo4j.");

    [Fact]
    public void A_database_that_is_not_declared_is_answered_by_those_that_are()
    {
        Declared.GetSystem("proj-pg01").GetDatabase("desi").Purpose.ShouldNotBeEmpty();
        Should.Throw<UndeclaredException>(() => Declared.GetSystem("proj-pg02").GetDatabase("tunedb")).Message.ShouldBe(
            "lab.json declares no database 'tunedb' of proj-pg02; declared: catalogdb, tuningdb, backupdb, compliancedb.");
        Should.Throw<UndeclaredException>(() => Declared.GetSystem("chroma").GetDatabase("x")).Message.ShouldEndWith("declared: none.");
    }
}
