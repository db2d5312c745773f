-- {{message}}
--
-- Revision ID: {{revision}}
-- Revises: {{revises}}
-- Create Date: {{created}}

-- whimbrel: upgrade

{{upgrade}}

-- whimbrel: downgrade

{{downgrade}}
