using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Builders;

public sealed class WaitTests : IDisposable
{
    private readonly DeclaredApplication application = DeclaredApplication.ToRun();

    public void Dispose() => application.Dispose();

    [Fact]
    public void Waiting_for_a_database_waits_for_its_server_too()
    {
        var server = application.Builder.AddPostgres("pg");
        var database = server.AddDatabase("db");
        var program = Program().WaitFor(database);

        Waits(program).ShouldBe([("pg", WaitType.WaitUntilHealthy, null), ("db", WaitType.WaitUntilHealthy, null)]);
        program.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(related => (related.Resource.Name, related.Type)).ShouldBe([("db", "WaitFor")]);
    }

    [Fact]
    public void The_behaviour_holds_for_the_server_too()
    {
        var database = application.Builder.AddPostgres("pg").AddDatabase("db");

        Waits(Program().WaitForStart(database, WaitBehavior.StopOnResourceUnavailable)).ShouldBe(
        [
            ("pg", WaitType.WaitUntilStarted, WaitBehavior.StopOnResourceUnavailable),
            ("db", WaitType.WaitUntilStarted, WaitBehavior.StopOnResourceUnavailable),
        ]);
    }

    [Fact]
    public void Waiting_for_completion_waits_for_the_exit_code()
    {
        var wait = Program().WaitForCompletion(Program("migration"), exitCode: 3).Resource.Annotations.OfType<WaitAnnotation>().ShouldHaveSingleItem();

        (wait.Resource.Name, wait.WaitType, wait.ExitCode).ShouldBe(("migration", WaitType.WaitForCompletion, 3));
    }

    [Fact]
    public void A_connection_string_waits_for_what_it_is_made_of_to_start()
    {
        var redis = application.Builder.AddRedis("redis");
        var connection = application.Builder.AddConnectionString("cs", ReferenceExpression.Create($"{redis.GetEndpoint("tcp")};{redis.Resource.PasswordParameter!}"));

        Waits(connection).ShouldBe([("redis", WaitType.WaitUntilStarted, null)]);
    }

    [Fact]
    public void A_resource_does_not_wait_for_itself()
    {
        var program = Program();

        Should.Throw<DistributedApplicationException>(() => program.WaitFor(program)).Message.ShouldBe("The 'program' resource cannot wait for itself.");
        Should.Throw<DistributedApplicationException>(() => program.WaitForCompletion(program)).Message.ShouldBe("The 'program' resource cannot wait for itself.");
    }

    [Fact]
    public void A_server_does_not_wait_for_its_own_database()
    {
        var server = application.Builder.AddPostgres("pg");

        Should.Throw<DistributedApplicationException>(() => server.WaitFor(server.AddDatabase("db"))).Message.ShouldBe("The 'pg' resource cannot wait for itself.");
    }

    [Fact]
    public void An_explicit_start_is_noted() => Program().WithExplicitStart().Resource.HasAnnotationOfType<ExplicitStartupAnnotation>().ShouldBeTrue();

    [Fact]
    public void Children_and_parents_are_related_from_either_side()
    {
        var parent = Program("parent");
        var first = Program("first").WithParentRelationship(parent);
        var second = Program("second");
        parent.WithChildRelationship(second);

        foreach (var child in new[] { first, second })
        {
            var relationship = child.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().ShouldHaveSingleItem();
            (relationship.Resource, relationship.Type).ShouldBe((parent.Resource, "Parent"));
        }
    }

    private static IEnumerable<(string, WaitType, WaitBehavior?)> Waits<T>(IResourceBuilder<T> builder)
        where T : IResource =>
        builder.Resource.Annotations.OfType<WaitAnnotation>().Select(wait => (wait.Resource.Name, wait.WaitType, wait.WaitBehavior));

    private IResourceBuilder<ExecutableResource> Program(string name = "program") => application.Builder.AddExecutable(name, "program", ".");
}
