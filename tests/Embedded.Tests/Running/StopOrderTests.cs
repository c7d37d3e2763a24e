using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Orchestration;

namespace Lab.Embedded.Tests.Running;

public sealed class StopOrderTests
{
    [Fact]
    public void Users_stop_before_the_engine_that_runs_the_server_whose_database_they_use()
    {
        var server = new Server("server");
        var database = new Database("database", server);
        var engine = Relate(new Server("engine"), server, KnownRelationshipTypes.Parent);
        var user = Relate(new Server("user"), database, KnownRelationshipTypes.Reference);

        var dependents = StopOrder.Dependents([engine, user]);

        dependents[engine].ShouldBe([user]);
        dependents[user].ShouldBeEmpty();
    }

    [Fact]
    public void A_circle_of_references_does_not_keep_anything_from_stopping()
    {
        var one = new Server("one");
        var other = Relate(new Server("other"), one, KnownRelationshipTypes.Reference);
        Relate(one, other, KnownRelationshipTypes.Reference);

        var dependents = StopOrder.Dependents([one, other]);

        (dependents[one].Count + dependents[other].Count).ShouldBe(1);
    }

    private static Server Relate(Server resource, IResource other, string type)
    {
        resource.Annotations.Add(new ResourceRelationshipAnnotation(other, type));
        return resource;
    }

    private sealed class Server(string name) : Resource(name);

    private sealed class Database(string name, Server parent) : Resource(name), IResourceWithParent<Server>
    {
        public Server Parent => parent;
    }
}
