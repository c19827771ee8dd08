"""People with phones: members and coordinators, each with habits and a stream of chance."""
